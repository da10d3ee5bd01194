import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@/lib/base/app-error.ts';
import { findLockHolder } from './generation-lock.ts';
import { homePaths } from './paths.ts';

/** PostgreSQL may take 30 s to stop fast and 30 s to stop at once. */
const STOP_MS_MAX = 70_000;

/**
 * Stops the embedded server of a home now, leases or not, and waits until it is down. Nothing happens when
 * none runs. For tests and for tools that need the data folder at rest.
 */
export async function stopSupervisor(home: string): Promise<void> {
  const { lock } = homePaths(home);
  const pid = await findLockHolder(lock);
  if (pid === null) return;
  process.kill(pid, 'SIGTERM');
  const deadline = performance.now() + STOP_MS_MAX;
  while ((await findLockHolder(lock)) === pid) {
    if (performance.now() > deadline) {
      throw new AppError(
        'DATABASE_UNAVAILABLE',
        `The PostgreSQL supervisor (process ${pid}) does not stop.`,
        `See the log folder in ${home}.`,
      );
    }
    await sleep(20);
  }
}
