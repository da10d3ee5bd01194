import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runWorker } from '@/ingest/jobs/worker.ts';
import { cloneDatabase, holdConnection, type TestDatabase } from '@/ingest/postgres/test-database.ts';
import { TEMPLATE } from '@/ingest/test-setup.ts';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';
import { LOCKS } from '@/lib/store/database/locks.ts';
import { enqueueJob } from '@/lib/store/jobs/job.ts';

/** A job that the database refuses fails with its reason; only one whose database went away starts again. */

const MAIL = 'From a Thu Jul 18 10:00:00 2024\nFrom: A <a@x>\nSubject: s\nMessage-ID: <a@x>\n\nWords.\n';

let database: TestDatabase;
let sql: Sql;
let folder = '';

beforeAll(async () => {
  database = await cloneDatabase(TEMPLATE);
  sql = postgres({ ...connectionOptions(database.appUrl), max: 4, onnotice: () => undefined });
  folder = await mkdtemp(join(tmpdir(), 'docket-refused-'));
});
afterAll(async () => {
  await sql.end({ timeout: 1 });
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

test('a statement over its time ends its job with these words, at the first attempt', async () => {
  const location = join(folder, 'devel.mbox');
  await writeFile(location, MAIL);
  const stop = new AbortController();
  const told: string[] = [];
  // As an operator may have it for the role or the database; long enough for all but a wait for what is held here.
  const url = new URL(database.appUrl);
  url.searchParams.set('statement_timeout', '3000');
  const held = await holdConnection(sql);
  await held`SELECT pg_advisory_lock(${LOCKS.writers})`;
  const id = await enqueueJob(sql, { kind: 'ingest', payload: { location, list: 'devel' } });
  const worker = runWorker({ lease: { appUrl: url.href } } as never, stop.signal, (line) => told.push(line));
  const found = async (): Promise<unknown> => {
    const [row] = await sql`SELECT state, attempts, error FROM operational.job WHERE id = ${id}`;
    return row;
  };
  await expect.poll(found, { timeout: 60_000 }).toMatchObject({
    state: 'failed',
    attempts: 1,
    error: expect.stringContaining('statement timeout'),
  });
  await held`SELECT pg_advisory_unlock(${LOCKS.writers})`;
  held.release();
  expect(told.join('\n')).not.toContain('begins anew');
  stop.abort();
  await worker;
});
