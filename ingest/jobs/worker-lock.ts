import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { connectionOptions } from '@/lib/store/connection-options.ts';
import { LOCKS } from '@/lib/store/locks.ts';

/** How often a lock that somebody else holds, or a database that is away, is asked again. */
const POLL_MS = 5_000;

export type WorkerLock = {
  /** Aborted when the session ends that holds it: from then on another worker may have it. */
  readonly lost: AbortSignal;
  readonly release: () => Promise<void>;
};

/**
 * Waits for the lock of the one worker and holds it in a session of its own, whose end is seen at once: PostgreSQL lets
 * go of it when it restarts, which may take less than the time between two looks for a job. Null when `stop` came
 * first. Throws when the database is away; `again`: it was there, and is waited for.
 */
export async function takeWorkerLock(
  url: string,
  stop: AbortSignal,
  again: boolean,
): Promise<WorkerLock | null> {
  for (;;) {
    const lock = await tryLock(url).catch((error: unknown) => {
      if (again) return null;
      throw error;
    });
    if (lock !== null) return lock;
    // An abort is a reason to end, not an error.
    await sleep(POLL_MS, undefined, { signal: stop }).catch(() => undefined);
    if (stop.aborted) return null;
  }
}

async function tryLock(url: string): Promise<WorkerLock | null> {
  const lost = new AbortController();
  const session = postgres({
    ...connectionOptions(url),
    max: 1,
    max_lifetime: null,
    onnotice: () => undefined,
    onclose: () => lost.abort(),
  });
  const release = (): Promise<void> => session.end({ timeout: 1 });
  try {
    const [row] = await session<{ held: boolean }[]>`SELECT pg_try_advisory_lock(${LOCKS.worker}) AS held`;
    if (row?.held === true && !lost.signal.aborted) return { lost: lost.signal, release };
  } catch (error) {
    await release();
    throw error;
  }
  await release();
  return null;
}
