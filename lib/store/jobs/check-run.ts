import type { Sql } from 'postgres';
import type { RunRequest } from '@/lib/evidence/plan-run.ts';
import type { CheckReport } from '@/lib/sim/report.ts';
import { readOperational } from '@/lib/store/database/client.ts';
import { sql as page } from '@/lib/store/database/prisma.ts';
import { JOB_CHANNEL, type JobState } from '@/lib/store/jobs/job.ts';
import { lockForWrite, type Write } from '@/lib/store/write.ts';

/** How far a search is: the strategy it is at, its states so far, and how many strategies there are. */
export type CheckProgress = { readonly strategy: string; readonly states: number; readonly of: number };

/** A search of a reader's own scenario that the worker runs or ran. Steps of paths are left out of reports. */
export type CheckRun = {
  readonly key: string;
  readonly request: RunRequest;
  readonly accountId: string;
  readonly state: JobState['state'];
  readonly error: string | null;
  readonly progress: CheckProgress | null;
  readonly reports: readonly CheckReport[];
};

/** Waiting ones; more would keep everybody waiting for an hour. */
const QUEUED_MAX = 20;
/** Older ones are made again when they are asked for. */
const KEPT_MAX = 500;

export async function loadCheckRun(key: string): Promise<CheckRun | null> {
  const [row] = await readOperational<CheckRun>(page`
    SELECT r.key, r.request, r.account_id::text AS "accountId", j.state, j.error, j.progress, r.reports
    FROM operational.check_run r JOIN operational.job j ON j.id = r.job_id WHERE r.key = ${key}`);
  return row ?? null;
}

type NewRun = { readonly key: string; readonly request: RunRequest; readonly accountId: string };

/**
 * Asks the worker for a run; what is known or under way is not asked for twice, what failed or was cancelled goes on
 * where it was. False when too many wait.
 */
export async function startCheckRun(write: Write, { key, request, accountId }: NewRun): Promise<boolean> {
  await lockForWrite(write, 'runs');
  const [known] = await write.rows<{ readonly state: string }>(page`
    SELECT j.state FROM operational.check_run r JOIN operational.job j ON j.id = r.job_id WHERE r.key = ${key}`);
  if (known !== undefined && known.state !== 'failed' && known.state !== 'cancelled') return true;
  const [queued] = await write.rows<{ readonly full: boolean }>(page`
    SELECT count(*) >= ${QUEUED_MAX}::int AS full FROM operational.job WHERE kind = 'check' AND state = 'queued'`);
  if (queued?.full) return false;
  await write.rows(page`
    WITH job AS (
      INSERT INTO operational.job (kind, payload) VALUES ('check', ${JSON.stringify({ key })}::jsonb) RETURNING id
    ), run AS (
      INSERT INTO operational.check_run (key, request, job_id, account_id)
      SELECT ${key}, ${JSON.stringify(request)}::jsonb, job.id, ${accountId}::uuid FROM job
      ON CONFLICT (key) DO UPDATE SET job_id = excluded.job_id, account_id = excluded.account_id
      RETURNING job_id
    ), old AS (
      DELETE FROM operational.check_run WHERE key IN (
        SELECT r.key FROM operational.check_run r JOIN operational.job j ON j.id = r.job_id
        WHERE j.state NOT IN ('queued', 'running') ORDER BY r.created_at DESC OFFSET ${KEPT_MAX}::int)
    )
    SELECT 1 AS one FROM run, pg_notify(${JOB_CHANNEL}, 'check')`);
  return true;
}

/**
 * Ends a run that waits or goes on, if it is this account's; null: anybody's. Returns what the run is then: one that
 * was over before stays what it was. Null when there is none.
 */
export async function cancelCheckRun(
  write: Write,
  key: string,
  accountId: string | null,
): Promise<JobState['state'] | null> {
  const isTheirs = page`r.job_id = j.id AND r.key = ${key}
    AND (${accountId}::uuid IS NULL OR r.account_id = ${accountId}::uuid)`;
  await write.rows(page`
    UPDATE operational.job j SET state = 'cancelled', finished_at = now()
    FROM operational.check_run r WHERE ${isTheirs} AND j.state IN ('queued', 'running') RETURNING 1 AS one`);
  const [run] = await write.rows<Pick<JobState, 'state'>>(page`
    SELECT j.state FROM operational.check_run r, operational.job j WHERE ${isTheirs}`);
  return run?.state ?? null;
}

/** What the worker is to search, and which strategies it has done. */
export async function readCheckRun(
  sql: Sql,
  key: string,
): Promise<{ readonly request: RunRequest; readonly done: readonly string[] } | null> {
  const [row] = await sql<{ request: RunRequest; done: string[] }[]>`
    SELECT request, ARRAY(SELECT one->>'strategy' FROM jsonb_array_elements(reports) one) AS done
    FROM operational.check_run WHERE key = ${key}`;
  return row ?? null;
}

export async function addCheckReport(sql: Sql, key: string, report: CheckReport): Promise<void> {
  await sql`UPDATE operational.check_run SET reports = reports || ${sql.json([report] as never)} WHERE key = ${key}`;
}

/** False when the job was cancelled. */
export async function noteProgress(sql: Sql, id: string, progress: CheckProgress): Promise<boolean> {
  const rows = await sql`
    UPDATE operational.job SET progress = ${sql.json(progress)} WHERE id = ${id} AND state = 'running' RETURNING id`;
  return rows.length > 0;
}
