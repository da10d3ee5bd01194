import { queryRowsWithout, sql } from '@/lib/store/database/prisma.ts';
import { BATCH_BYTES, BATCH_MESSAGES } from '@/lib/store/mail-batches.ts';
import { loadHiddenLists } from '@/lib/store/visibility.ts';

/**
 * The raw messages of the thread of a list that holds `messageId` (a ghost's id will do), in the order of its tree, in
 * batches: a thread may be larger than memory. Null when that list has no such thread. Who may see what is settled
 * when it begins, so batches may be asked for after the request has been answered.
 */
export async function openThreadMail(
  list: string,
  messageId: string,
): Promise<AsyncIterable<readonly Uint8Array[]> | null> {
  const hidden = await loadHiddenLists();
  const threads = await queryRowsWithout<{ readonly id: string }>(
    hidden,
    sql`
    SELECT t.id FROM derived.thread_node n JOIN derived.thread t ON t.id = n.thread_id
    LEFT JOIN derived.message m ON m.key = n.message_key
    WHERE n.message_id = ${messageId} AND ${list} = ANY(t.lists)
    ORDER BY m.first_of_id DESC NULLS LAST, n.thread_id LIMIT 1`,
  );
  const id = threads[0]?.id;
  return id === undefined ? null : readBatches(hidden, id);
}

async function* readBatches(
  hidden: readonly string[],
  thread: string,
): AsyncGenerator<readonly Uint8Array[], void> {
  type Row = { readonly position: number; readonly bytes: Uint8Array };
  for (let after = -1; ; ) {
    const rows = await queryRowsWithout<Row>(
      hidden,
      sql`
      SELECT next.position, r.bytes FROM (
        SELECT n.position, r.key,
          sum(octet_length(r.bytes)) OVER (ORDER BY n.position) - octet_length(r.bytes) AS before
        FROM derived.thread_node n
        JOIN derived.message m ON m.key = n.message_key
        JOIN ground.raw_message r ON r.key = m.key
        WHERE n.thread_id = ${thread} AND n.position > ${after}
        ORDER BY n.position LIMIT ${BATCH_MESSAGES}) next
      JOIN ground.raw_message r ON r.key = next.key
      WHERE next.before < ${BATCH_BYTES} ORDER BY next.position`,
    );
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows.map(({ bytes }) => bytes);
    after = last.position;
  }
}
