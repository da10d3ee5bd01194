import { sumOfEach } from '@/ingest/letters/sum-of-each.ts';
import { type Concerned, loadConcerned } from '@/lib/store/account/reader-row.ts';
import { findPoints } from '@/lib/store/letters/find-points.ts';
import { findTurns } from '@/lib/store/letters/find-turns.ts';
import { insertNotifications } from '@/lib/store/letters/notification-row.ts';
import { loadNewestTime } from '@/lib/store/news/moved-designs.ts';
import { runAs } from '@/lib/store/reader.ts';
import { runWrite } from '@/lib/store/write.ts';

/**
 * What is older than this, seen from the newest mail of the archive (or `now` when that is earlier), is history: an
 * archive of twenty years that is read in at last must not tell anybody of all of it.
 */
const RECENT_MS = 14 * 86_400_000;

/**
 * Tells accounts what the mail that was derived means for them: their turn, and what new versions made of their review.
 * May be repeated: the same cause tells nobody twice. Gives how many were told; what goes wrong for one account is in
 * `failed`.
 */
export async function notifyAll(now: number, failed: unknown[]): Promise<number> {
  const concerned = (await loadConcerned()).filter(isConcerned);
  return sumOfEach(concerned, failed, (one) =>
    runAs(one.reader, async () => {
      // As this account sees the archive: a private list must not move the time of others.
      const newest = await loadNewestTime();
      if (newest === null) return 0;
      const since = Math.min(now, newest) - RECENT_MS;
      const points = await findPoints(one, since);
      const turns = await findTurns(one, since, points);
      return points.length + turns.length === 0
        ? 0
        : runWrite((write) => insertNotifications(write, [...points, ...turns]));
    }),
  );
}

/** Derived mail means nothing for who is nobody in it and maintains nothing. */
function isConcerned({ reader, emails }: Concerned): boolean {
  return emails.length > 0 || Object.values(reader.roles).includes('maintainer');
}
