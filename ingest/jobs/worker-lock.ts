import postgres from 'postgres';
import { pause, untilAborted } from '@/ingest/pause.ts';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';
import { isDatabaseAway } from '@/lib/store/database/database-away.ts';
import { LOCKS } from '@/lib/store/database/locks.ts';
import { JOB_CHANNEL } from '@/lib/store/jobs/job.ts';
import { workerName } from '@/lib/store/jobs/served-at.ts';

/** How often a lock that somebody else holds is asked for again. */
const HELD_MS = 5_000;
/** The same for a database that is away: a restart takes less than a second, so often at first. */
const AWAY_MS_MIN = 200;
const AWAY_MS_MAX = 5_000;
const CONNECT_SECONDS = 5;

export type WorkerSession = {
  /** Aborted when the session ends that holds the lock: from then on another worker may have it. */
  readonly lost: AbortSignal;
  readonly release: () => Promise<void>;
};

/**
 * Waits for the lock of the one worker and holds it in a session of its own, whose end is seen at once: PostgreSQL lets
 * go of it when it restarts, which may take less than the time between two looks for a job. `onNotified` is called when
 * there may be something to do. A database that is away is waited for. Null when `stop` came first, which is not waited
 * for. Throws what the database refuses.
 */
export async function takeWorkerLock(
  url: string,
  stop: AbortSignal,
  onNotified: () => void,
): Promise<WorkerSession | null> {
  const stopped = untilAborted(stop).then(() => null);
  for (let awayMs = AWAY_MS_MIN; !stop.aborted; ) {
    let pauseMs = HELD_MS;
    const attempt = tryLock(url, onNotified).catch((error: unknown) => {
      if (!isDatabaseAway(error)) throw error;
      pauseMs = awayMs;
      awayMs = Math.min(awayMs * 2, AWAY_MS_MAX);
      return null;
    });
    const session = await Promise.race([attempt, stopped]);
    if (session !== null && !stop.aborted) return session;
    if (stop.aborted) {
      // One that comes too late.
      void attempt.then(
        (late) => late?.release(),
        () => undefined,
      );
      break;
    }
    await pause(pauseMs, stop);
  }
  return null;
}

async function tryLock(url: string, onNotified: () => void): Promise<WorkerSession | null> {
  const lost = new AbortController();
  const options = connectionOptions(url);
  const name = workerName(process.env['DOCKET_SERVED_AT'] ?? null);
  const session = postgres({
    ...options,
    connection: { ...options.connection, application_name: name },
    max: 1,
    max_lifetime: null,
    connect_timeout: CONNECT_SECONDS,
    onnotice: () => undefined,
    onclose: () => lost.abort(),
  });
  const release = (): Promise<void> => session.end({ timeout: 1 });
  try {
    const [row] = await session<{ held: boolean }[]>`SELECT pg_try_advisory_lock(${LOCKS.worker}) AS held`;
    if (row?.held === true) {
      // Its connection ends with `session` and is never asked to unlisten: after a restart of the server postgres.js
      // (3.4.9) does not know the listener any more, and the statement waits for as long as connecting may take.
      await session.listen(JOB_CHANNEL, onNotified);
      if (!lost.signal.aborted) return { lost: lost.signal, release };
    }
  } catch (error) {
    await release();
    throw error;
  }
  await release();
  return null;
}
