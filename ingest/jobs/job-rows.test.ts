import { setTimeout as sleep } from 'node:timers/promises';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { runWorker } from '@/ingest/jobs/worker.ts';
import type { TestDatabase } from '@/ingest/postgres/test-database.ts';
import { cloneForPages } from '@/ingest/test-setup.ts';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';
import { enqueueDerive } from '@/lib/store/jobs/job.ts';

/** The table of jobs: none twice where one is enough, and none for ever. */

let database: TestDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await cloneForPages();
  sql = postgres({ ...connectionOptions(database.appUrl), max: 8, onnotice: () => undefined });
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});
beforeEach(async () => {
  await sql`DELETE FROM operational.job`;
});

test('two who order a derivation at once get one', async () => {
  let second: Promise<void> | null = null;
  await sql.begin(async (first) => {
    await enqueueDerive(first as unknown as Sql);
    // Looks while the first has not committed, and cannot wait for it here.
    second = enqueueDerive(sql);
    await sleep(300);
  });
  await second;
  await enqueueDerive(sql);
  expect(await sql`SELECT FROM operational.job`).toHaveLength(1);
});

test('the worker removes what ended long ago, and nothing else', async () => {
  await sql`
    INSERT INTO operational.job (kind, payload, state, finished_at)
    SELECT 'ingest', '{}', state, CASE WHEN state <> 'running' THEN now() - make_interval(days => days) END
    FROM unnest(ARRAY['done', 'failed', 'cancelled', 'done']) state, unnest(ARRAY[1, 13, 15, 400]) days`;
  await sql`
    WITH shown AS (
      INSERT INTO operational.job (kind, payload, state, finished_at)
      VALUES ('check', '{}', 'done', now() - interval '90 days') RETURNING id)
    INSERT INTO operational.check_run (key, request, job_id, account_id)
    SELECT 'shown', '{}', id, gen_random_uuid() FROM shown`;
  const stop = new AbortController();
  const worker = runWorker(
    { sql, lease: { appUrl: database.appUrl } } as never,
    stop.signal,
    () => undefined,
  );
  const kept = async (): Promise<number> => (await sql`SELECT FROM operational.job`).length;
  await expect.poll(kept, { timeout: 120_000 }).toBe(9);
  stop.abort();
  await worker;
  const rows = await sql<{ line: string }[]>`
    SELECT DISTINCT kind || ' ' || round(extract(epoch FROM now() - finished_at) / 86400) AS line
    FROM operational.job ORDER BY 1`;
  expect(rows.map(({ line }) => line)).toEqual(['check 90', 'ingest 1', 'ingest 13']);
});
