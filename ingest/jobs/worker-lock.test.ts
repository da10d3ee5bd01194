import { setTimeout as sleep } from 'node:timers/promises';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { runWorker } from '@/ingest/jobs/worker.ts';
import { cloneDatabase, holdConnection, type TestDatabase } from '@/ingest/postgres/test-database.ts';
import { TEMPLATE } from '@/ingest/test-setup.ts';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';
import { LOCKS } from '@/lib/store/database/locks.ts';
import { enqueueDerive } from '@/lib/store/jobs/job.ts';

/** A worker whose session is ended, as by a server that restarts at once, is not the one worker any more. */

let database: TestDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await cloneDatabase(TEMPLATE);
  sql = postgres({ ...connectionOptions(database.appUrl), max: 6, onnotice: () => undefined });
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

/** The sessions that have the lock, or wait for it: of this database, as workers of other tests have theirs. */
async function sessionsOf(isGranted: boolean): Promise<readonly number[]> {
  const rows = await sql<{ pid: number }[]>`
    SELECT pid FROM pg_locks
    WHERE locktype = 'advisory' AND objid = ${LOCKS.worker} AND granted = ${isGranted}
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
  return rows.map(({ pid }) => pid);
}

async function jobStates(): Promise<readonly string[]> {
  return (await sql<{ state: string }[]>`SELECT state FROM operational.job`).map(({ state }) => state);
}

test('it stops while another has the lock, and goes on when it has it again', async () => {
  const stop = new AbortController();
  const told: string[] = [];
  const sessions: AbortSignal[] = [];
  const worker = runWorker(
    { sql, lease: { appUrl: database.appUrl } } as never,
    stop.signal,
    (line) => told.push(line),
    (signal) =>
      new Promise((resolve) => {
        sessions.push(signal);
        signal.addEventListener('abort', () => resolve());
      }),
  );
  await vi.waitFor(() => expect(sessions.length).toBe(1), 30_000);
  const other = await holdConnection(sql);
  const waiting = other`SELECT pg_advisory_lock(${LOCKS.worker})`.execute();
  const [pid] = await sessionsOf(true);
  expect(pid).toBeGreaterThan(1);
  await vi.waitFor(async () => expect(await sessionsOf(false)).toHaveLength(1), 30_000);
  await sql`SELECT pg_terminate_backend(${pid ?? 0})`;
  await waiting;
  await vi.waitFor(() => expect(sessions[0]?.aborted).toBe(true), 30_000);
  await enqueueDerive(sql);
  await sleep(500);
  expect([sessions.length, await jobStates()]).toEqual([1, ['queued']]);
  await other`SELECT pg_advisory_unlock(${LOCKS.worker})`;
  other.release();
  await vi.waitFor(async () => expect(await jobStates()).toEqual(['done']), 30_000);
  expect([sessions.length, told.some((line) => line.includes('begins anew'))]).toEqual([2, true]);
  stop.abort();
  await worker;
  expect(sessions[1]?.aborted).toBe(true);
  // The server sees the end of a session a little later.
  await vi.waitFor(async () => expect(await sessionsOf(true)).toEqual([]), 30_000);
});
