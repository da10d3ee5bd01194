import type { Sql } from 'postgres';
import type { Json } from '@/lib/base/canonical-json.ts';
import type { Problem } from '@/lib/base/problem.ts';

/** Something that was ingested before, and how far. */
export type SourceRow = {
  readonly name: string;
  readonly location: string;
  readonly list: string | null;
  readonly cursor: Json;
};

/** Registers a source, or finds it again with the cursor of its last stored batch. */
export async function registerSource(
  sql: Sql,
  source: { readonly name: string; readonly location: string; readonly list: string | null },
): Promise<SourceRow> {
  const [row] = await sql<SourceRow[]>`
    INSERT INTO operational.source (name, location, list)
    VALUES (${source.name}, ${source.location}, ${source.list})
    ON CONFLICT (name) DO UPDATE SET location = EXCLUDED.location, list = EXCLUDED.list
    RETURNING name, location, list, cursor`;
  return row as SourceRow;
}

/** Part of the transaction that stores a batch. A null cursor leaves the old one: the source cannot be resumed. */
export async function saveCursor(
  transaction: Sql,
  source: string,
  cursor: Json,
  counts: { readonly stored?: number; readonly duplicates?: number; readonly removed?: number },
): Promise<void> {
  await transaction`
    UPDATE operational.source SET
      cursor = coalesce(${cursor === null ? null : transaction.json(cursor as never)}, cursor),
      stored = stored + ${counts.stored ?? 0},
      duplicates = duplicates + ${counts.duplicates ?? 0},
      removed = removed + ${counts.removed ?? 0}
    WHERE name = ${source}`;
}

export async function finishSource(sql: Sql, source: string, now: Date): Promise<void> {
  await sql`UPDATE operational.source SET last_run_at = ${now} WHERE name = ${source}`;
}

export async function saveSourceProblem(sql: Sql, source: string, problem: Problem): Promise<void> {
  const added = await sql`
    INSERT INTO operational.source_problem (source, "where", code, detail)
    VALUES (${source}, ${problem.where}, ${problem.code}, ${problem.detail})
    ON CONFLICT DO NOTHING RETURNING source`;
  if (added.length > 0)
    await sql`UPDATE operational.source SET problems = problems + 1 WHERE name = ${source}`;
}
