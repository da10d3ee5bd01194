import type { Sql } from 'postgres';
import type { Json } from '@/lib/base/canonical-json.ts';
import { storableText } from '@/lib/base/failure-text.ts';
import type { Problem } from '@/lib/base/problem.ts';

/** Something that was ingested before, and how far. */
export type SourceRow = {
  readonly name: string;
  readonly location: string;
  readonly list: string | null;
  readonly cursor: Json;
  /** How it looked when it was last read to its end; null while a reading goes on. */
  readonly seal: Json;
};

/** What a source is remembered with, for people. */
export type SourceSummary = Omit<SourceRow, 'cursor' | 'seal'> & {
  /** Null before the first complete reading. */
  readonly kind: string | null;
  readonly stored: number;
  readonly duplicates: number;
  readonly removed: number;
  readonly problems: number;
  /** The first of them in order of place. */
  readonly problemsShown: readonly Problem[];
  /** End of the last complete reading, epoch milliseconds. */
  readonly lastRunAt: number | null;
  /** Why the last reading ended early; null when it did not. */
  readonly failure: { readonly at: number; readonly text: string } | null;
};

export async function loadSource(sql: Sql, name: string): Promise<SourceRow | null> {
  const [row] = await sql<SourceRow[]>`
    SELECT name, location, list, cursor, seal FROM operational.source WHERE name = ${name}`;
  return row ?? null;
}

const PROBLEMS_SHOWN = 5;

/** All remembered sources in order of their names. */
export async function listSources(sql: Sql): Promise<readonly SourceSummary[]> {
  return sql<SourceSummary[]>`
    SELECT name, location, list, kind, stored, duplicates, removed, problems,
      (extract(epoch FROM last_run_at) * 1000)::float8 AS "lastRunAt",
      CASE WHEN failure IS NOT NULL THEN json_build_object(
        'at', (extract(epoch FROM failed_at) * 1000)::float8, 'text', failure) END AS failure,
      (SELECT coalesce(json_agg(shown), '[]') FROM (
        SELECT code, "where", detail FROM operational.source_problem WHERE source = source.name
        ORDER BY "where" COLLATE "C", code COLLATE "C" LIMIT ${PROBLEMS_SHOWN}) shown) AS "problemsShown"
    FROM operational.source ORDER BY name COLLATE "C"`;
}

/**
 * Registers a source, or finds it again with the cursor of its last stored batch. For another list there is no such
 * cursor: its messages are yet to be listed there.
 */
export async function registerSource(
  sql: Sql,
  source: { readonly name: string; readonly location: string; readonly list: string | null },
): Promise<SourceRow> {
  const [row] = await sql<SourceRow[]>`
    INSERT INTO operational.source (name, location, list)
    VALUES (${source.name}, ${source.location}, ${source.list})
    ON CONFLICT (name) DO UPDATE SET location = EXCLUDED.location, list = EXCLUDED.list,
      cursor = CASE WHEN source.list IS NOT DISTINCT FROM EXCLUDED.list THEN source.cursor END,
      seal = CASE WHEN source.list IS NOT DISTINCT FROM EXCLUDED.list THEN source.seal END
    RETURNING name, location, list, cursor, seal`;
  return row as SourceRow;
}

/**
 * Part of the transaction that stores a batch. A null cursor leaves the old one: the source cannot be resumed. The seal
 * goes, so that a source that was half read is never taken for a whole one. What an earlier reading left for the next
 * one is this one's, and its note goes too.
 */
export async function saveCursor(
  transaction: Sql,
  source: string,
  cursor: Json,
  counts: { readonly stored?: number; readonly duplicates?: number; readonly removed?: number },
): Promise<void> {
  await transaction`
    WITH read_on AS (
      DELETE FROM operational.source_problem WHERE source = ${source} AND code = 'source-unfinished' RETURNING 1)
    UPDATE operational.source SET
      cursor = coalesce(${cursor === null ? null : transaction.json(cursor as never)}, cursor), seal = NULL,
      stored = stored + ${counts.stored ?? 0},
      duplicates = duplicates + ${counts.duplicates ?? 0},
      removed = removed + ${counts.removed ?? 0},
      problems = problems - (SELECT count(*) FROM read_on)
    WHERE name = ${source}`;
}

/** Notes that a source was read to its end, and how it looked then: compared when the source is opened again. */
export async function finishSource(
  sql: Sql,
  source: string,
  now: Date,
  { kind, seal }: { readonly kind: string; readonly seal: Json },
): Promise<void> {
  await sql`
    UPDATE operational.source SET
      last_run_at = ${now}, kind = ${kind}, seal = ${seal === null ? null : sql.json(seal as never)},
      failed_at = NULL, failure = NULL
    WHERE name = ${source}`;
}

/** With the name of the source it must fit into a row of an index, whatever its letters cost. */
const WHERE_CHARS_MAX = 400;
const DETAIL_CHARS_MAX = 4_000;

/** Notes why a reading ended early. Of a source that was never read nothing is kept. */
export async function failSource(sql: Sql, source: string, now: Date, text: string): Promise<void> {
  const failure = storableText(text, DETAIL_CHARS_MAX);
  await sql`UPDATE operational.source SET failed_at = ${now}, failure = ${failure} WHERE name = ${source}`;
}

/** Forgets a source; what was read from it stays. False when there is none of that name. */
export async function removeSource(sql: Sql, name: string): Promise<boolean> {
  const removed = await sql`
    WITH problem AS (DELETE FROM operational.source_problem WHERE source = ${name}),
         part AS (DELETE FROM operational.source_part WHERE source = ${name})
    DELETE FROM operational.source WHERE name = ${name} RETURNING name`;
  return removed.length > 0;
}

/** Part of the transaction that stores the batch before it, after `saveCursor`. A problem that is known counts once. */
export async function saveSourceProblem(transaction: Sql, source: string, problem: Problem): Promise<void> {
  await transaction`
    WITH added AS (
      INSERT INTO operational.source_problem (source, "where", code, detail)
      VALUES (${source}, ${storableText(problem.where, WHERE_CHARS_MAX)}, ${problem.code},
        ${storableText(problem.detail, DETAIL_CHARS_MAX)})
      ON CONFLICT DO NOTHING RETURNING source)
    UPDATE operational.source SET problems = problems + 1 WHERE name IN (SELECT source FROM added)`;
}
