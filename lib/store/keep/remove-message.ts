import { createHash } from 'node:crypto';
import type { Sql } from 'postgres';
import type { Json } from '@/lib/base/canonical-json.ts';
import { lockUntilCommit } from '@/lib/store/database/locks.ts';
import { transact } from '@/lib/store/database/transact.ts';
import { messageKey } from '@/lib/store/keep/message-key.ts';
import { withdraw } from '@/lib/store/keep/withdraw.ts';
import { saveCursor } from '@/lib/store/sources/source.ts';

/** A message that its archive took back, as it is read today. */
type Removal = {
  readonly messageId: string;
  readonly contentHash: string;
  readonly bytes: Uint8Array;
  readonly reason: string;
};

/**
 * Takes a message back as its archive did (`withdraw`), with the cursor behind it, in one transaction. Returns false
 * when it is not here or withdrawn already.
 */
export async function removeMessage(
  sql: Sql,
  source: string,
  cursor: Json,
  removal: Removal,
): Promise<boolean> {
  return transact(sql, async (transaction) => {
    await lockUntilCommit(transaction, 'writers');
    const removed = await withdraw(transaction, source, await findKeys(transaction, removal), removal.reason);
    await saveCursor(transaction, source, cursor, { removed });
    return removed > 0;
  });
}

/**
 * The same content, or byte for byte what a reader of then gave another hash; each half of the condition has an index
 * of its own (lib/store/keep/save-batch.ts).
 */
async function findKeys(sql: Sql, { messageId, contentHash, bytes }: Removal): Promise<readonly string[]> {
  const digest = createHash('sha256').update(bytes).digest('hex');
  const rows = await sql<{ key: string }[]>`
    SELECT key FROM ground.raw_message
    WHERE (first_of_id AND message_id = ${messageId} OR NOT first_of_id AND message_id = ${messageId})
      AND (key = ${messageKey(messageId, contentHash)} OR encode(sha256(bytes), 'hex') = ${digest})`;
  return rows.map(({ key }) => key);
}
