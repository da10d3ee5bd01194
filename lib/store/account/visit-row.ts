import { readOperational } from '@/lib/store/database/client.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import type { Write } from '@/lib/store/write.ts';

/** Views of the home page with less between them are one visit: a working day, not a reload. */
const VISIT_HOURS = 4;

/** A view that was noted less than this ago need not be noted again. */
const NOTED_MINUTES = 60;

export type Visit = {
  /** What changed since then is new, in epoch milliseconds; null before the second visit. */
  readonly since: number | null;
  /** This view belongs to what is already noted. */
  readonly isNoted: boolean;
};

export async function loadVisit(accountId: string): Promise<Visit> {
  const rows = await readOperational<{ readonly since: Date | null; readonly noted: boolean }>(sql`
    SELECT CASE WHEN last_at < now() - make_interval(hours => ${VISIT_HOURS}) THEN last_at ELSE since END AS since,
      last_at > now() - make_interval(mins => ${NOTED_MINUTES}) AS noted
    FROM operational.visit WHERE account_id = ${accountId}::uuid`);
  return { since: rows[0]?.since?.getTime() ?? null, isNoted: rows[0]?.noted ?? false };
}

/** A view of the home page. `isSeen`: all that is new was seen, and what comes from now on is new. */
export async function saveVisit(write: Write, accountId: string, isSeen: boolean): Promise<void> {
  await write.rows(sql`
    INSERT INTO operational.visit AS v (account_id, since, last_at)
    VALUES (${accountId}::uuid, CASE WHEN ${isSeen} THEN now() END, now())
    ON CONFLICT (account_id) DO UPDATE SET
      since = CASE WHEN ${isSeen} THEN now()
        WHEN v.last_at < now() - make_interval(hours => ${VISIT_HOURS}) THEN v.last_at ELSE v.since END,
      last_at = now()
    RETURNING 1 AS one`);
}
