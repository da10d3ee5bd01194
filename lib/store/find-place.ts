import { queryRows, sql } from '@/lib/store/database/prisma.ts';

/** A message and the lists where one may read it. */
export type FoundPlace = { readonly messageId: string; readonly lists: readonly string[] };

/** The message of an id with the lists that the reader may see it on; null when it is not here. */
export async function findPlace(messageId: string): Promise<FoundPlace | null> {
  const [row] = await queryRows<FoundPlace>(sql`
    SELECT message_id AS "messageId", lists FROM derived.message
    WHERE message_id = ${messageId} ORDER BY first_of_id DESC, content_hash LIMIT 1`);
  return row ?? null;
}
