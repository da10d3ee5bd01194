import type { Sql } from 'postgres';
import { storableText } from '@/lib/base/failure-text.ts';

/** Work for the worker process. */
export type JobOrder =
  | { readonly kind: 'ingest'; readonly payload: { readonly location: string; readonly list: string | null } }
  | { readonly kind: 'derive'; readonly payload: Record<string, never> }
  /** A search of a reader's own scenario (check-run.ts). */
  | { readonly kind: 'check'; readonly payload: { readonly key: string } }
  /** What was noted to be derived anew. */
  | { readonly kind: 'settle'; readonly payload: Record<string, never> };

export type Job = JobOrder & { readonly id: string };

export type JobState = {
  readonly state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly error: string | null;
};

/** Channel on which `enqueueJob` tells the worker that there is something to do. */
export const JOB_CHANNEL = 'docket_job';

export async function enqueueJob(sql: Sql, order: JobOrder): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    WITH added AS (
      INSERT INTO operational.job (kind, payload) VALUES (${order.kind}, ${sql.json(order.payload)}) RETURNING id
    )
    SELECT id::text, pg_notify(${JOB_CHANNEL}, id::text) FROM added`;
  return row?.id ?? '';
}

/** Orders a derivation unless one waits or is under way: it takes minutes, and a second one makes the same rows. */
export async function enqueueDerive(sql: Sql): Promise<void> {
  // The index refuses a second one, also when two ask at once.
  await sql`
    WITH added AS (
      INSERT INTO operational.job (kind, payload) VALUES ('derive', '{}')
      ON CONFLICT (kind) WHERE kind = 'derive' AND state IN ('queued', 'running') DO NOTHING RETURNING id
    )
    SELECT pg_notify(${JOB_CHANNEL}, id::text) FROM added`;
}

/** Searches may take minutes, and mail must not wait for them: they have a lane of their own. */
export const LANES = ['archive', 'check'] as const;
export type Lane = (typeof LANES)[number];

/** Takes the oldest queued job of a lane; null when there is none. */
export async function claimJob(sql: Sql, lane: Lane): Promise<Job | null> {
  const [row] = await sql<Job[]>`
    UPDATE operational.job SET state = 'running', started_at = now(), attempts = attempts + 1
    WHERE id = (SELECT id FROM operational.job WHERE state = 'queued' AND (kind = 'check') = ${lane === 'check'}
                ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id::text, kind, payload`;
  return row ?? null;
}

/** A job that was under way this often when its worker or the database died is what kills them. */
const ATTEMPTS_MAX = 3;

/**
 * Jobs of a worker that was killed start again, as every kind of job can be repeated, but not for ever. For the one
 * worker there is.
 */
export async function requeueInterrupted(sql: Sql): Promise<void> {
  await sql`
    UPDATE operational.job SET state = 'failed', finished_at = now(),
      error = 'The worker or the database died under it ' || attempts
        || ' times, out of memory perhaps. Run it by hand.'
    WHERE state = 'running' AND attempts >= ${ATTEMPTS_MAX}`;
  await sql`UPDATE operational.job SET state = 'queued', started_at = NULL WHERE state = 'running'`;
}

/** The worker is asked to stop: what is under way then is not what ends it. For the one worker there is. */
export async function forgiveRunning(sql: Sql): Promise<void> {
  await sql`UPDATE operational.job SET attempts = attempts - 1 WHERE state = 'running'`;
}

const ERROR_CHARS_MAX = 4_000;

/** One that was cancelled meanwhile stays so. */
export async function finishJob(sql: Sql, id: string, error: string | null): Promise<void> {
  const words = error === null ? null : storableText(error, ERROR_CHARS_MAX);
  await sql`
    UPDATE operational.job
    SET state = ${error === null ? 'done' : 'failed'}, error = ${words}, finished_at = now()
    WHERE id = ${id} AND state = 'running'`;
}

/** How long one can see what became of a job. */
const KEPT_DAYS = 14;
/** Jobs that go at once: a step of some milliseconds. */
const PRUNED_PER_STEP = 500;

/** Removes some of the jobs that ended long ago, but those whose search is still shown. Returns how many. */
export async function pruneJobs(sql: Sql): Promise<number> {
  const { count } = await sql`
    DELETE FROM operational.job WHERE id IN (
      SELECT id FROM operational.job j
      WHERE finished_at < now() - make_interval(days => ${KEPT_DAYS}) AND state NOT IN ('queued', 'running')
        AND NOT EXISTS (SELECT FROM operational.check_run r WHERE r.job_id = j.id)
      ORDER BY finished_at LIMIT ${PRUNED_PER_STEP})`;
  return count;
}

export async function loadJobState(sql: Sql, id: string): Promise<JobState | null> {
  const [row] = await sql<JobState[]>`SELECT state, error FROM operational.job WHERE id = ${id}`;
  return row ?? null;
}
