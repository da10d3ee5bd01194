import type { Sql } from 'postgres';
import type { Json } from '@/lib/base/canonical-json.ts';
import { noteCounterparts } from '@/lib/store/alias-rows.ts';
import { lockUntilCommit } from '@/lib/store/locks.ts';
import { deleteMessageRows } from '@/lib/store/message-rows.ts';
import { saveCursor } from '@/lib/store/source.ts';

/**
 * Withdraws a message as its archive did: the raw bytes stay, every derived row goes, and its threads are derived
 * anew. Returns false when the archive never held it or it is withdrawn already.
 */
export async function removeMessage(
  sql: Sql,
  source: string,
  cursor: Json,
  removal: { readonly key: string; readonly reason: string },
): Promise<boolean> {
  return sql.begin(async (begun) => {
    const transaction = begun as unknown as Sql;
    await lockUntilCommit(transaction, 'writers');
    const added = await transaction`
      INSERT INTO ground.removal (message_key, source, reason)
      SELECT key, ${source}, ${removal.reason} FROM ground.raw_message WHERE key = ${removal.key}
      ON CONFLICT DO NOTHING RETURNING message_key`;
    if (added.length > 0) {
      // The notes first: they may wait for a derivation, which must find no message row locked.
      await transaction`INSERT INTO operational.underived VALUES (${removal.key}) ON CONFLICT DO NOTHING`;
      await noteCounterparts(transaction, removal.key);
      await deleteMessageRows(transaction, [removal.key]);
    }
    await saveCursor(transaction, source, cursor, { removed: added.length });
    return added.length > 0;
  }) as Promise<boolean>;
}
