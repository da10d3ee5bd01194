import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@/ingest/database.ts';
import { runJob } from '@/ingest/jobs/run-job.ts';
import { takeWorkerLock } from '@/ingest/jobs/worker-lock.ts';
import { settleDesigns } from '@/ingest/settle-designs.ts';
import { AppError } from '@/lib/base/app-error.ts';
import { derivePending } from '@/lib/store/derive.ts';
import {
  claimJob,
  finishJob,
  forgiveRunning,
  JOB_CHANNEL,
  LANES,
  type Lane,
  pruneJobs,
  requeueInterrupted,
} from '@/lib/store/job.ts';
import { mergeSearch } from '@/lib/store/merge-search.ts';

/** A lost notification costs at most this much. */
const POLL_MS = 5_000;

/**
 * Runs jobs, of each lane one after the other, until `stop` is aborted; a job in progress is finished first only if it
 * ends within the time the caller grants before it exits, and starts again next time if not. When the session ends that
 * makes this the one worker, it stops as well, and begins anew once it is that again.
 */
export async function runWorker(
  database: Database,
  stop: AbortSignal,
  onLine: (line: string) => void,
  /** What else the one worker does beside its jobs, until the signal it gets is aborted. */
  beside: (signal: AbortSignal) => Promise<void> = async () => undefined,
): Promise<void> {
  for (let again = false; ; again = true) {
    const lock = await takeWorkerLock(database.lease.appUrl, stop, again);
    if (lock === null) return;
    try {
      await workLocked(database, stop, lock.lost, { onLine, beside });
    } finally {
      await lock.release();
    }
    if (stop.aborted) return;
    onLine('the database ended the session of this worker; it begins anew');
  }
}

type Work = {
  readonly onLine: (line: string) => void;
  readonly beside: (signal: AbortSignal) => Promise<void>;
};

async function workLocked(
  database: Database,
  stop: AbortSignal,
  lost: AbortSignal,
  { onLine, beside }: Work,
): Promise<void> {
  const { sql } = database;
  const over = AbortSignal.any([stop, lost]);
  await requeueInterrupted(sql);
  // The database may be what goes away; then the next worker counts one death too many.
  const forgive = (): void => void forgiveRunning(sql).catch(() => undefined);
  stop.addEventListener('abort', forgive, { once: true, signal: lost });
  // What an ingest that was killed had stored but not derived.
  await derivePending(sql);
  const besides = beside(over);
  // Seen at the end; until then a rejection must not count as unhandled.
  besides.catch((error) => onLine(String(error)));
  const wakes = new Map(LANES.map((lane) => [lane, new AbortController()]));
  const subscription = await sql.listen(JOB_CHANNEL, () => {
    for (const wake of wakes.values()) wake.abort();
  });
  await Promise.all(LANES.map((lane) => runLane({ database, lane, wakes, stop: over, onLine })));
  await subscription.unlisten().catch((error: unknown) => {
    if (!lost.aborted) throw error;
  });
  await besides;
}

type LaneRun = {
  readonly database: Database;
  readonly lane: Lane;
  /** A new one before each look for a job, so that what comes in after it is not slept through. */
  readonly wakes: Map<Lane, AbortController>;
  readonly stop: AbortSignal;
  readonly onLine: (line: string) => void;
};

async function runLane({ database, lane, wakes, stop, onLine }: LaneRun): Promise<void> {
  const { sql } = database;
  while (!stop.aborted) {
    const wake = new AbortController();
    wakes.set(lane, wake);
    const job = await claimJob(sql, lane);
    if (job === null) {
      if (lane === 'archive') {
        await mergeSearch(sql);
        await pruneJobs(sql);
        await settleDesigns(database);
      }
      await pause(POLL_MS, AbortSignal.any([stop, wake.signal]));
      continue;
    }
    try {
      onLine(await runJob(database, job, stop));
      // Stopped in the middle: it starts again where it was.
      if (lane === 'archive' || !stop.aborted) await finishJob(sql, job.id, null);
    } catch (error) {
      const text = error instanceof AppError ? `${error.message} ${error.remedy}` : String(error);
      await finishJob(sql, job.id, text);
      onLine(`job ${job.id} (${job.kind}) failed: ${text}`);
    }
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  // An abort is a reason to go on, not an error.
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
