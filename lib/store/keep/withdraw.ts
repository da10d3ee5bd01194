import type { Sql } from 'postgres';
import { deleteMessageRows } from '@/lib/store/derive/message-rows.ts';
import { noteCounterparts } from '@/lib/store/keep/alias-rows.ts';

/**
 * Withdraws messages because their archive did: the raw bytes stay, every derived row goes, and their threads are
 * derived anew. Part of a transaction that holds the lock of the writers. Returns how many were not withdrawn before.
 */
export async function withdraw(
  transaction: Sql,
  source: string,
  keys: readonly string[],
  reason: string,
): Promise<number> {
  if (keys.length === 0) return 0;
  const added = await transaction<{ message_key: string }[]>`
    INSERT INTO ground.removal (message_key, source, reason)
    SELECT key, ${source}, ${reason} FROM ground.raw_message WHERE key = ANY(${keys}::uuid[])
    ON CONFLICT DO NOTHING RETURNING message_key`;
  const withdrawn = added.map((row) => row.message_key);
  if (withdrawn.length === 0) return 0;
  // The notes first: they may wait for a derivation, which must find no message row locked.
  await transaction`
    INSERT INTO operational.underived SELECT unnest(${withdrawn}::uuid[]) ON CONFLICT DO NOTHING`;
  await noteCounterparts(transaction, withdrawn);
  await deleteMessageRows(transaction, withdrawn);
  return withdrawn.length;
}
