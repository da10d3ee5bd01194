import { type Database, openPool } from '@/ingest/database.ts';
import { settleDesigns } from '@/ingest/derive/settle-designs.ts';
import { runJob } from '@/ingest/jobs/run-job.ts';
import { takeWorkerLock } from '@/ingest/jobs/worker-lock.ts';
import { pause } from '@/ingest/pause.ts';
import { AppError } from '@/lib/base/app-error.ts';
import { isDatabaseAway, isPassing, isRolledBack } from '@/lib/store/database/database-away.ts';
import { derivePending } from '@/lib/store/derive/derive.ts';
import {
  claimJob,
  finishJob,
  forgiveRunning,
  LANES,
  type Lane,
  pruneJobs,
  requeueInterrupted,
} from '@/lib/store/jobs/job.ts';
import { mergeSearch } from '@/lib/store/keep/merge-search.ts';

/** A lost notification costs at most this much. */
const POLL_MS = 5_000;
/** Pause before the worker begins anew when the session before was short; doubled each time. */
const AGAIN_MS_MIN = 250;
const AGAIN_MS_MAX = 30_000;
/** After a session this long the next one begins quickly again. */
const WELL_MS = 30_000;
/** A stream that is cut gives words of its own before the end of the session is seen. */
const LOST_MS = 1_000;

type Reached = Pick<Database, 'sql' | 'lease'>;

/**
 * Runs jobs, of each lane one after the other, until `stop` is aborted; a job in progress is finished first only if it
 * ends within the time the caller grants before it exits, and starts again next time if not. When the session ends that
 * makes this the one worker, or the database does not answer, it stops as well, and begins anew once it is that again,
 * with new connections: postgres.js waits up to 20 s before it uses one again that was cut. A job that the database
 * refuses fails with the reason; what it refuses between jobs for a while (a full disk) is waited for. Throws for a
 * defect.
 */
export async function runWorker(
  database: Pick<Database, 'lease'>,
  stop: AbortSignal,
  onLine: (line: string) => void,
  /** What else the one worker does beside its jobs, until the signal it gets is aborted. */
  beside: (signal: AbortSignal, database: Reached) => Promise<void> = async () => undefined,
): Promise<void> {
  const { lease } = database;
  let againMs = AGAIN_MS_MIN;
  while (!stop.aborted) {
    const wakes: Wakes = new Map(LANES.map((lane) => [lane, new AbortController()]));
    const session = await takeWorkerLock(lease.appUrl, stop, () => {
      for (const wake of wakes.values()) wake.abort();
    });
    if (session === null) return;
    const since = performance.now();
    const sql = openPool(lease.appUrl);
    try {
      await workLocked({ database: { sql, lease }, wakes, stop, lost: session.lost, onLine, beside });
    } finally {
      await sql.end({ timeout: 1 });
      await session.release();
    }
    if (stop.aborted) return;
    onLine('the database ended the session of this worker; it begins anew');
    if (performance.now() - since > WELL_MS) againMs = AGAIN_MS_MIN;
    await pause(againMs, stop);
    againMs = Math.min(againMs * 2, AGAIN_MS_MAX);
  }
}

/** A new one before each look for a job, so that what comes in after it is not slept through. */
type Wakes = Map<Lane, AbortController>;

type Work = {
  readonly database: Reached;
  readonly wakes: Wakes;
  readonly stop: AbortSignal;
  readonly lost: AbortSignal;
  readonly onLine: (line: string) => void;
  readonly beside: (signal: AbortSignal, database: Reached) => Promise<void>;
};

/** Until `stop`, `lost` or no answer, whichever is first. Returns when all that it began has ended. */
async function workLocked(work: Work): Promise<void> {
  const { database, stop, lost, onLine, beside } = work;
  const { sql } = database;
  const broken = new AbortController();
  const cut = AbortSignal.any([lost, broken.signal]);
  // Statements that wait for a connection that was cut are refused, and who waits for them goes on.
  cut.addEventListener('abort', () => void sql.end({ timeout: 1 }).catch(() => undefined));
  // The database may be what goes away; then the next worker counts one death too many.
  const forgive = (): void => void forgiveRunning(sql).catch(() => undefined);
  stop.addEventListener('abort', forgive, { once: true, signal: cut });
  const over = AbortSignal.any([stop, cut]);
  const part = async (run: () => Promise<void>): Promise<void> => {
    try {
      await run();
    } catch (error) {
      const isWaitedFor = isPassing(error) || (await isCut(error, lost));
      broken.abort();
      if (!isWaitedFor) throw error;
      onLine(`no answer of the database: ${String(error)}`);
    }
  };
  await part(async () => {
    await requeueInterrupted(sql);
    // What an ingest that was killed had stored but not derived.
    await derivePending(sql);
  });
  const ends = await Promise.allSettled([
    part(() => beside(over, database)),
    ...LANES.map((lane) => part(() => runLane(work, lane, over))),
  ]);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

async function runLane(
  { database, wakes, lost, onLine }: Work,
  lane: Lane,
  over: AbortSignal,
): Promise<void> {
  const { sql } = database;
  while (!over.aborted) {
    const wake = new AbortController();
    wakes.set(lane, wake);
    const job = await claimJob(sql, lane);
    if (job === null) {
      if (lane === 'archive') {
        await mergeSearch(sql);
        await pruneJobs(sql);
        await settleDesigns(database);
      }
      await pause(POLL_MS, AbortSignal.any([over, wake.signal]));
      continue;
    }
    try {
      onLine(await runJob(database, job, over));
      // Stopped in the middle: it starts again where it was.
      if (lane === 'archive' || !over.aborted) await finishJob(sql, job.id, null);
    } catch (error) {
      // It is under way still, and starts again with the next session.
      if (isRolledBack(error) || (await isCut(error, lost))) throw error;
      const text = error instanceof AppError ? `${error.message} ${error.remedy}` : String(error);
      await finishJob(sql, job.id, text);
      onLine(`job ${job.id} (${job.kind}) failed: ${text}`);
    }
  }
}

/** Whether it was thrown because the database went away. */
async function isCut(error: unknown, lost: AbortSignal): Promise<boolean> {
  if (isDatabaseAway(error)) return true;
  if (!(error instanceof AppError)) await pause(LOST_MS, lost);
  return lost.aborted;
}
