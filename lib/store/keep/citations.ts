import { queryRows, sql } from '@/lib/store/database/prisma.ts';

/** A message as it is cited: who sent it, when, about what, and the lists it can be read on. */
export type CitedMessage = {
  readonly who: string;
  /** Epoch milliseconds; null where no header of it can be read as a time. */
  readonly at: number | null;
  readonly subject: string;
  readonly lists: readonly string[];
};

/** Those that are here and the reader sees, by their Message-IDs; the others are left out. */
export async function findCitations(
  messageIds: readonly string[],
): Promise<ReadonlyMap<string, CitedMessage>> {
  if (messageIds.length === 0) return new Map();
  const rows = await queryRows<{
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly at: Date | null;
    readonly subject: string;
    readonly lists: readonly string[];
  }>(sql`
    SELECT message_id AS id, from_name AS name, from_email AS email, coalesce(sent_at, received_at) AS at,
      subject, lists
    FROM derived.message WHERE first_of_id AND message_id = ANY(${[...messageIds]})`);
  return new Map(
    rows.map(({ id, name, email, at, subject, lists }) => [
      id,
      { who: name === '' ? email : name, at: at?.getTime() ?? null, subject, lists },
    ]),
  );
}
