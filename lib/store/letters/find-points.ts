import { fateOf, type PointFate } from '@/lib/series/review/point-fate.ts';
import { reviewSeries } from '@/lib/series/review/series-review.ts';
import type { Concerned } from '@/lib/store/account/reader-row.ts';
import { queryRows, sql } from '@/lib/store/database/prisma.ts';
import { type Cause, findKnownCauses } from '@/lib/store/letters/notification-row.ts';
import { loadSeriesTexts } from '@/lib/store/series/series-texts.ts';

const VERSIONS_MAX = 50;

type Version = { readonly earlier: string; readonly later: string };

/**
 * New versions, sent after `since` (epoch milliseconds), of series this account reviewed, with how many of its points
 * they answer and skip. Run on behalf of the account (`runAs`).
 */
export async function findPoints({ reader, emails }: Concerned, since: number): Promise<readonly Cause[]> {
  if (emails.length === 0) return [];
  const { accountId } = reader;
  const versions = await findVersions(emails, since);
  const known = await findKnownCauses(accountId, versions.map(pointsCause));
  const causes: Cause[] = [];
  for (const version of versions) {
    const cause = pointsCause(version);
    if (known.has(cause)) continue;
    const counts = await countPoints(version, new Set(emails));
    if (counts === null) continue;
    const detail = { ...counts, earlier: version.earlier };
    causes.push({ accountId, kind: 'points', cause, subject: version.later, detail });
  }
  return causes;
}

/** What a `points` notification is told by. */
export function pointsCause({ earlier, later }: Version): string {
  return `points ${earlier} ${later}`;
}

async function findVersions(emails: readonly string[], since: number): Promise<readonly Version[]> {
  const own = [...emails];
  return queryRows<Version>(sql`
    SELECT s.supersedes AS earlier, s.id AS later FROM derived.series_now s
    JOIN derived.series_now p ON p.id = s.supersedes
    WHERE s.sent_at > to_timestamp(${since / 1000}::float8) AND lower(s.author_email) <> ALL(${own}::text[])
      AND EXISTS (SELECT FROM derived.thread_node n JOIN derived.message m ON m.key = n.message_key
        WHERE n.thread_id = p.thread_id AND lower(m.from_email) = ANY(${own}::text[]))
    ORDER BY s.sent_at DESC, s.id LIMIT ${VERSIONS_MAX}`);
}

/** Null when none of the points is this account's. */
async function countPoints(
  { earlier, later }: Version,
  emails: ReadonlySet<string>,
): Promise<Readonly<Record<PointFate, number>> | null> {
  const [before, after] = await loadSeriesTexts([earlier, later]);
  if (before === undefined || after === undefined) return null;
  const counts = { answered: 0, skipped: 0, unclear: 0 };
  for (const point of reviewSeries(before, null, after).points) {
    const fate = fateOf(point);
    if (fate !== null && emails.has(point.comment.from.email.toLowerCase())) counts[fate] += 1;
  }
  return counts.answered + counts.skipped + counts.unclear === 0 ? null : counts;
}
