import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runDocket } from '@/ingest/hostile/test-run-docket.ts';
import { takeWorkerLock } from '@/ingest/jobs/worker-lock.ts';
import { cloneDatabase, type TestDatabase } from '@/ingest/postgres/test-database.ts';
import { TEMPLATE } from '@/ingest/test-setup.ts';

/** The link for the first admin leads to the server that runs, whatever port it was given or found free. */

let home = '';
let database: TestDatabase;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'docket-invite-'));
  database = await cloneDatabase(TEMPLATE);
});
afterAll(async () => {
  delete process.env['DOCKET_SERVED_AT'];
  await database.drop();
  await rm(home, { recursive: true });
});

async function check(begins: string, hint: RegExp): Promise<void> {
  const { code, stdout, stderr } = await runDocket(database, home, ['invite', '--admin']);
  expect([code, stdout.replace(/\/invite\/[\w-]{43}\n$/, '')]).toEqual([0, begins]);
  expect(stderr).toMatch(hint);
}

test('a link leads to the server that runs, else to where one is begun, with a hint', async () => {
  const stop = new AbortController();
  await check('http://localhost:3000', /^No docket serve runs here\./);
  // One that stands alone serves nothing.
  const alone = await takeWorkerLock(database.appUrl, stop.signal, () => undefined);
  await check('http://localhost:3000', /^No docket serve runs here\./);
  await alone?.release();
  process.env['DOCKET_SERVED_AT'] = 'http://[::1]:4123';
  const beside = await takeWorkerLock(database.appUrl, stop.signal, () => undefined);
  await check('http://[::1]:4123', /^$/);
  await beside?.release();
});
