import { readOperational } from '@/lib/store/client.ts';
import { sql } from '@/lib/store/prisma.ts';

/**
 * The lists a message was seen on, whoever asks: for deciding who may. Empty when it is not here. Of mails with one id
 * that which owns it: another one, which anybody may send to any list, gives nobody a say.
 */
export async function findListsOfMessage(messageId: string): Promise<readonly string[]> {
  const rows = await readOperational<{ readonly lists: readonly string[] }>(sql`
    SELECT lists FROM derived.message WHERE message_id = ${messageId} AND first_of_id`);
  return rows[0]?.lists ?? [];
}

/** Of the messages a judgement or comment names; null when there is no such entry, empty when it names none. */
export async function findMessagesOfEntry(
  table: 'judgement' | 'comment',
  id: string,
): Promise<readonly string[] | null> {
  const rows = await readOperational<{ readonly ids: readonly string[] }>(
    table === 'judgement'
      ? sql`SELECT message_ids AS ids FROM ground.judgement WHERE id = ${id}::uuid AND NOT redacted`
      : sql`SELECT message_ids AS ids FROM ground.comment WHERE id = ${id}::uuid AND NOT redacted`,
  );
  return rows[0]?.ids ?? null;
}
