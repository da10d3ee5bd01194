import { sql } from '@/lib/store/database/prisma.ts';
import { runWrite } from '@/lib/store/write.ts';

export type Rate = {
  readonly key: string;
  readonly max: number;
  readonly seconds: number;
};

/**
 * Counts one more under every key, in PostgreSQL so that several processes count together, and gives the seconds to
 * wait when one is over its maximum, else null. A transaction of its own: what is refused afterwards counts too.
 * Windows are fixed, so at most twice the maximum fits into the length of one. One that ends later than a new one
 * would (the clock was set back, or the rate got shorter) begins anew: that is asked of the clock when the row is held,
 * as now() is of before the wait for it, and a window begun meanwhile would seem to end too late. By a second or less
 * it may: clocks of virtual machines step back by milliseconds when they are set right, and forgot counts by that.
 *
 * Counts of windows that are over go last, and only those that nobody holds: who had deleted one that another request
 * is about to count would wait for it while that one waits for ours.
 */
export async function countRates(rates: readonly Rate[]): Promise<number | null> {
  // In one order, so that two requests with the same keys never wait for each other.
  const ordered = [...rates].sort((a, b) => (a.key < b.key ? -1 : 1));
  return runWrite(async (write) => {
    let wait: number | null = null;
    for (const rate of ordered) {
      const [row] = await write.rows<{ readonly count: number; readonly wait: number }>(sql`
        INSERT INTO operational.rate_count AS r (key, count, until)
        VALUES (${rate.key}, 1, now() + make_interval(secs => ${rate.seconds}))
        ON CONFLICT (key) DO UPDATE SET (count, until) = (
          SELECT
            CASE WHEN goes_on THEN r.count + 1 ELSE 1 END,
            CASE WHEN goes_on THEN r.until ELSE until END
          FROM (SELECT until, r.until BETWEEN at AND until + interval '1 s' AS goes_on
                FROM (SELECT at, at + make_interval(secs => ${rate.seconds}) AS until
                      FROM (SELECT clock_timestamp() AS at) AS clock) AS fresh) AS held)
        RETURNING count, ceil(extract(epoch FROM until - now()))::int AS wait`);
      if (row !== undefined && row.count > rate.max) wait = Math.max(wait ?? 1, row.wait);
    }
    await write.rows(sql`
      DELETE FROM operational.rate_count WHERE key IN (
        SELECT key FROM operational.rate_count WHERE until < now() ORDER BY until LIMIT 20 FOR UPDATE SKIP LOCKED)`);
    return wait;
  });
}
