import type { Sql } from 'postgres';
import { indexMailmap, type MailmapIndex, parseMailmap } from '@/lib/series/mailmap.ts';

/** The operator's mailmap as it was given; null when there is none. */
export async function loadMailmapText(sql: Sql): Promise<string | null> {
  const [row] = await sql<{ text: string }[]>`SELECT text FROM ground.mailmap`;
  return row?.text ?? null;
}

export async function loadMailmap(sql: Sql): Promise<MailmapIndex> {
  return indexMailmap(parseMailmap((await loadMailmapText(sql)) ?? ''));
}

/** Replaces the mailmap and marks the derived rows as stale: who is whom decides chains and states. */
export async function saveMailmap(sql: Sql, text: string | null): Promise<void> {
  await sql.begin(async (transaction) => {
    await transaction`DELETE FROM ground.mailmap`;
    if (text !== null) await transaction`INSERT INTO ground.mailmap (text) VALUES (${text})`;
    await transaction`DELETE FROM operational.derivation`;
  });
}
