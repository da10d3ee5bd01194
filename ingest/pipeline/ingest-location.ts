import { basename } from 'node:path';
import type { Database } from '@/ingest/database.ts';
import { createParsePool } from '@/ingest/parse/pool.ts';
import { createDiskGuard } from '@/ingest/pipeline/disk-guard.ts';
import { type IngestCounts, ingestSource } from '@/ingest/pipeline/pipeline.ts';
import { createProgress } from '@/ingest/pipeline/progress.ts';
import { type EarlyReading, endEarly } from '@/ingest/pipeline/read-early.ts';
import { docketHome } from '@/ingest/postgres/paths.ts';
import { openSource, sourceName } from '@/ingest/sources/open-source.ts';
import { isStandardInput } from '@/ingest/sources/standard-input.ts';
import { AppError } from '@/lib/base/app-error.ts';
import type { Problem } from '@/lib/base/problem.ts';
import { failSource, finishSource, loadSource, registerSource } from '@/lib/store/sources/source.ts';

export type LocationCounts = IngestCounts & {
  readonly seconds: number;
  /** Something of the source cannot be read, such as the rest of a file that was cut off. */
  readonly damaged: boolean;
  /** Nothing was read: the source looks as it did after the last reading. */
  readonly unchanged: boolean;
};

/**
 * Ingests what a person named on the command line or in a job, with progress on standard error, and remembers it with
 * how far it was read. `list` null: the list it was given before, else what its messages say. Throws AppError; a
 * refusal of a source that is remembered is noted with it. `early` is a reading of this
 * location; it is ended when the database knows more of the source than it took for granted.
 */
export async function ingestLocation(
  database: Pick<Database, 'sql' | 'lease'>,
  location: string,
  list: string | null,
  early: EarlyReading | null = null,
): Promise<LocationCounts> {
  const name = sourceName(location);
  try {
    return await ingestKnown(database, location, name, list, early);
  } catch (error) {
    const text = error instanceof AppError ? error.message : String(error);
    // The database may be what failed.
    await failSource(database.sql, name, new Date(), text).catch(() => undefined);
    throw error;
  }
}

async function ingestKnown(
  { sql, lease }: Pick<Database, 'sql' | 'lease'>,
  location: string,
  name: string,
  given: string | null,
  early: EarlyReading | null,
): Promise<LocationCounts> {
  const startedAt = performance.now();
  const known = await loadSource(sql, name);
  // Standard input is another source each time, whatever came through it before.
  const list = given ?? (isStandardInput(location) ? null : (known?.list ?? null));
  // What was read belongs to the old list: for another one all is read again, to be listed there as well.
  const [cursor, seal] = known?.list === list ? [known.cursor, known.seal] : [null, null];
  const isBegun = early !== null && early.list === list && cursor === null && seal === null;
  if (!isBegun) await endEarly(early);
  const pool = isBegun ? early.pool : createParsePool();
  try {
    // A source that was never read has something to parse.
    if (cursor === null) pool.warmUp();
    // Opened before it is remembered, so that a mistyped path leaves no trace.
    const source = isBegun
      ? early.source
      : await openSource(location, { list, cursor, seal, home: docketHome() });
    await registerSource(sql, { name, location: isStandardInput(location) ? '-' : name, list });
    const progress = createProgress(basename(name), source.size);
    const tell = tellProblems();
    // A part that a site did not give this time, or that was being written, is read again, whatever its seal says.
    let isWhole = true;
    let damaged = false;
    const counts = await ingestSource(sql, name, source, {
      pool,
      reading: isBegun ? early.reading : null,
      guardDisk: createDiskGuard(lease),
      fallbackList: source.fallbackList,
      onProgress: progress.update,
      onProblem: (problem) => {
        isWhole &&= problem.code !== 'source-unfinished';
        isWhole &&= source.kind !== 'patchwork' || problem.code !== 'source-unreadable';
        damaged ||= problem.code === 'source-damaged';
        tell(problem);
      },
    });
    progress.finish();
    const { kind } = source;
    await finishSource(sql, name, new Date(), { kind, seal: isWhole ? source.seal : null });
    const seconds = (performance.now() - startedAt) / 1000;
    return { ...counts, damaged, unchanged: source.isUnchanged, seconds };
  } finally {
    await pool.close();
  }
}

/** A damaged archive can have thousands; they are all kept in operational.source_problem. */
const PROBLEMS_TOLD_MAX = 10;

function tellProblems(): (problem: Problem) => void {
  let told = 0;
  return ({ code, where, detail }) => {
    told += 1;
    if (told <= PROBLEMS_TOLD_MAX) process.stderr.write(`${code} at ${where}: ${detail}\n`);
    if (told === PROBLEMS_TOLD_MAX) process.stderr.write('Further problems are counted only.\n');
  };
}
