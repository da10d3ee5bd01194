import type { Sql } from 'postgres';
import { indexMailmap, type MailmapIndex, parseMailmap } from '@/lib/series/mailmap.ts';
import { lockUntilCommit } from '@/lib/store/database/locks.ts';
import { transact } from '@/lib/store/database/transact.ts';

/** The operator's mailmap as it was given; null when there is none. */
export async function loadMailmapText(sql: Sql): Promise<string | null> {
  const [row] = await sql<{ text: string }[]>`SELECT text FROM ground.mailmap`;
  return row?.text ?? null;
}

export async function loadMailmap(sql: Sql): Promise<MailmapIndex> {
  return indexMailmap(parseMailmap((await loadMailmapText(sql)) ?? ''));
}

/**
 * Replaces the mailmap and marks the derived rows as stale: who is whom decides chains and states. Waits for a
 * derivation under way: at its end it would call rows current that it made with the mailmap before.
 */
export async function saveMailmap(sql: Sql, text: string | null): Promise<void> {
  await transact(sql, async (transaction) => {
    await lockUntilCommit(transaction, 'derivation');
    await transaction`DELETE FROM ground.mailmap`;
    if (text !== null) await transaction`INSERT INTO ground.mailmap (text) VALUES (${text})`;
    await transaction`DELETE FROM operational.derivation`;
  });
}
