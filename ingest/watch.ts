import type { Sql } from 'postgres';
import { pause } from '@/ingest/pause.ts';
import type { LocationCounts } from '@/ingest/pipeline/ingest-location.ts';
import { describeCounts, rememberedSources } from '@/ingest/pipeline/remembered.ts';
import { AppError } from '@/lib/base/app-error.ts';
import { shownName } from '@/lib/view/text/file-name.ts';

/** A source that keeps failing is asked ever more rarely, down to this. */
const BACK_OFF_MS_MAX = 3_600_000;

export type WatchOptions = {
  readonly everyMs: number;
  readonly signal: AbortSignal;
  readonly onLine: (line: string) => void;
  readonly ingest: (location: string, list: string | null) => Promise<LocationCounts>;
};

/** Since when a source fails, and when it is asked again; monotonic milliseconds. */
type Trouble = { readonly failures: number; readonly notBefore: number };

/**
 * Brings every remembered source up to date, waits, and begins again, until `signal` is aborted. One that fails is
 * told, tried again after twice the time, and does not stop the others; a database that is away is asked again. What
 * brought nothing is not worth a line.
 */
export async function watchSources(sql: Sql, options: WatchOptions): Promise<void> {
  const troubles = new Map<string, Trouble>();
  while (!options.signal.aborted) {
    const startedAt = performance.now();
    for (const { name, location, list } of await sourcesNow(sql, options)) {
      if (options.signal.aborted) return;
      const trouble = troubles.get(name);
      if (trouble !== undefined && performance.now() < trouble.notBefore) continue;
      const failure = await update(location, list, options);
      if (failure === null) troubles.delete(name);
      else troubles.set(name, worsen(trouble, failure, location, options));
    }
    await pause(Math.max(0, options.everyMs - (performance.now() - startedAt)), options.signal);
  }
}

/** None when they cannot be read now: the watch goes on with the next round. */
async function sourcesNow(sql: Sql, { onLine }: WatchOptions): ReturnType<typeof rememberedSources> {
  try {
    return await rememberedSources(sql);
  } catch (error) {
    onLine(`the sources cannot be looked up: ${error instanceof Error ? error.message : String(error)}`);
    return [];
  }
}

/** Null when all went well, else the sentence to tell. */
async function update(location: string, list: string | null, options: WatchOptions): Promise<string | null> {
  try {
    const counts = await options.ingest(location, list);
    if (counts.stored + counts.removed + counts.problems > 0)
      options.onLine(describeCounts(location, counts));
    return null;
  } catch (error) {
    if (error instanceof AppError) return `${error.message} ${error.remedy}`;
    // A defect in one source must not end the watch of the others; its trace is what mends it.
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

function worsen(
  trouble: Trouble | undefined,
  failure: string,
  location: string,
  { everyMs, onLine }: WatchOptions,
): Trouble {
  const failures = (trouble?.failures ?? 0) + 1;
  const waitMs = backOffMs(everyMs, failures);
  onLine(`${shownName(location)}: failed, next try in ${Math.round(waitMs / 1000)} s: ${failure}`);
  return { failures, notBefore: performance.now() + waitMs };
}

/** Twice as long after each failure in a row, up to an hour; never more often than the schedule. */
export function backOffMs(everyMs: number, failures: number): number {
  return Math.max(everyMs, Math.min(everyMs * 2 ** Math.min(failures, 20), BACK_OFF_MS_MAX));
}

/** How often DOCKET_WATCH wants sources brought up to date, in ms; null when it is not set. Throws as parseEvery. */
export function watchEveryMs(env: Readonly<Record<string, string | undefined>>): number | null {
  const every = env['DOCKET_WATCH'] ?? '';
  return every === '' ? null : parseEvery(every);
}

/** `90s`, `5m`, `1h`. Throws AppError `BAD_INPUT` for what is no span, or shorter than 10 seconds. */
export function parseEvery(text: string): number {
  const [, number = '', unit = ''] = /^(\d{1,6})(s|m|h)$/.exec(text) ?? [];
  const ms = Number(number) * (unit === 'h' ? 3_600_000 : unit === 'm' ? 60_000 : 1_000);
  if (ms >= 10_000 && ms <= 7 * 86_400_000) return ms;
  throw new AppError('BAD_INPUT', `'${text}' is no time to wait.`, 'Give 10s or more, e.g. 90s, 5m, 1h');
}
