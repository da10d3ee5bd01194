import type { Sql } from 'postgres';
import type { Json } from '@/lib/base/canonical-json.ts';
import { lockUntilCommit } from '@/lib/store/locks.ts';
import { saveCursor } from '@/lib/store/source.ts';
import { withdraw } from '@/lib/store/withdraw.ts';

/**
 * Takes a message back as its archive did (`withdraw`), with the cursor behind it, in one transaction. Returns false
 * when the archive never held it or it is withdrawn already.
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
    const removed = await withdraw(transaction, source, [removal.key], removal.reason);
    await saveCursor(transaction, source, cursor, { removed });
    return removed > 0;
  }) as Promise<boolean>;
}
