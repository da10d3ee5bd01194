import { setTimeout as sleep } from 'node:timers/promises';
import { isDatabaseAway } from '@/lib/store/database/database-away.ts';

const PAUSE_MS = 250;
/** A server that was killed is there again after seconds, longer where it has much of its log to go through. */
const AWAY_MS_MAX = 60_000;

/**
 * Does `work` again while the database is away and it `isWanted`: a server that starts must not end because its
 * database restarts meanwhile. What `work` writes may be written twice.
 */
export async function whenAnswered<T>(
  work: () => Promise<T>,
  isWanted: () => boolean,
  awayMsMax = AWAY_MS_MAX,
): Promise<T> {
  const until = performance.now() + awayMsMax;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseAway(error) || !isWanted() || performance.now() > until) throw error;
    }
    await sleep(PAUSE_MS);
  }
}
