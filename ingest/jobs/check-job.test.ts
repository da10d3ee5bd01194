import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { runWorker } from '@/ingest/jobs/worker.ts';
import type { TestDatabase } from '@/ingest/postgres/test-database.ts';
import { cloneForPages } from '@/ingest/test-setup.ts';
import { checkScenario } from '@/lib/domains/registry.ts';
import { planRun, type RunRequest } from '@/lib/evidence/plan-run.ts';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';
import { type CheckRun, cancelCheckRun, loadCheckRun, startCheckRun } from '@/lib/store/jobs/check-run.ts';
import { enqueueDerive } from '@/lib/store/jobs/job.ts';
import { runWrite } from '@/lib/store/write.ts';

/** Searches that the worker runs, on a real database (reliability.md: killed, cancelled, too many). */

const SMALL = 'falloc 0 4k\npwrite -S 0x41 0 4k\ntruncate 3k\n';
/** With all strategies and twelve events: half of a minute of a fast processor, so it is under way when it is met. */
const LARGE = 'falloc 0 24k\npwrite 0 24k\nfzero -k 2k 20k [errortag force_zero_range=1]\n';
/** Of a slow machine; less than a test may take. */
const WAIT_MS = 100_000;
const ME = randomUUID();

let database: TestDatabase;
let sql: Sql;
const logged: string[] = [];

beforeAll(async () => {
  database = await cloneForPages();
  sql = postgres({ ...connectionOptions(database.appUrl), max: 6, onnotice: () => undefined });
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});
beforeEach(async () => {
  await sql`DELETE FROM operational.check_run`;
  await sql`DELETE FROM operational.job`;
});

function request(script: string, strategy = 'scan-revalidate', events = ''): RunRequest {
  return { scenario: '', script, strategy, profile: '', events };
}

async function start(key: string, run: RunRequest, accountId = ME): Promise<boolean> {
  return runWrite((write) => startCheckRun(write, { key, request: run, accountId }));
}

async function cancel(who: string | null): Promise<CheckRun['state'] | null> {
  return runWrite((write) => cancelCheckRun(write, 'k', who));
}

/** Runs a worker until `isOver` says so of the run. */
async function work(key: string, isOver: (run: CheckRun) => boolean): Promise<CheckRun> {
  const stop = new AbortController();
  const own = postgres({ ...connectionOptions(database.appUrl), max: 6, onnotice: () => undefined });
  const worker = runWorker({ sql: own, lease: { appUrl: database.appUrl } } as never, stop.signal, (line) =>
    logged.push(line),
  );
  try {
    const deadline = performance.now() + WAIT_MS;
    for (;;) {
      const run = await loadCheckRun(key);
      if (run !== null && isOver(run)) return run;
      if (performance.now() > deadline) throw new Error(`still ${JSON.stringify(run)}: ${logged.join('\n')}`);
      await sleep(50);
    }
  } finally {
    stop.abort();
    await worker;
    await own.end();
  }
}

test('a run finds what a search here finds, once for all who ask', async () => {
  const run = request(SMALL, '');
  expect(await start('k', run)).toBe(true);
  expect(await start('k', run, randomUUID())).toBe(true);
  const { reports, state, error } = await work('k', (one) => one.state === 'done' || one.state === 'failed');
  expect([state, error]).toEqual(['done', null]);
  const { scenario, events } = planRun(run);
  expect(reports.length).toBeGreaterThan(20);
  for (const report of reports) {
    const own = checkScenario(scenario, report.strategy, { eventsMax: events, statesMax: 1_000_000 });
    const steps = own.counterexamples.map((one) => ({ ...one, steps: [] }));
    expect(report).toEqual(JSON.parse(JSON.stringify({ ...own, counterexamples: steps })));
  }
  const jobs = await sql`SELECT id FROM operational.job`;
  expect(jobs.length).toBe(1);
  // Asked for again it is there.
  expect(await start('k', run)).toBe(true);
  expect((await loadCheckRun('k'))?.state).toBe('done');
});

test('a worker that was killed goes on with what is left', async () => {
  await start('k', request(SMALL, ''));
  await work('k', (one) => one.state === 'done');
  const [kept, ...others] = (await loadCheckRun('k'))?.reports ?? [];
  // As a kill in the middle leaves it: under way, with one report.
  const marked = { ...kept, depth: 12_345 };
  await sql`UPDATE operational.check_run SET reports = ${sql.json([marked] as never)}`;
  await sql`UPDATE operational.job SET state = 'running', attempts = 1`;
  const { reports } = await work('k', (one) => one.state === 'done');
  expect(reports[0]).toEqual(marked);
  expect(reports.slice(1)).toEqual(others);
});

test('a worker that is asked to stop does not count as one that died of its job', async () => {
  await start('k', request(LARGE, '', '12'));
  for (let n = 0; n < 4; n++) {
    await sql`UPDATE operational.job SET progress = NULL`;
    const { error } = await work('k', (one) => one.state === 'failed' || one.progress !== null);
    expect(error).toBeNull();
  }
  expect(await sql`SELECT state, attempts FROM operational.job`).toMatchObject([
    { state: 'running', attempts: 0 },
  ]);
});

test('a derivation that waits or is under way is not ordered again', async () => {
  await enqueueDerive(sql);
  for (const [state, expected] of [
    ['queued', 1],
    ['running', 1],
    ['failed', 2],
  ] as const) {
    await sql`UPDATE operational.job SET state = ${state}`;
    await enqueueDerive(sql);
    expect(await sql`SELECT id FROM operational.job`, state).toHaveLength(expected);
  }
});

test('a run shows how far it is and is cancelled by who started it, and by nobody else', async () => {
  await start('k', request(LARGE, '', '12'));
  const before = logged.length;
  // The worker goes on until it noticed by itself.
  const running = work('k', () => logged.slice(before).some((line) => line.includes('run k: ')));
  while (((await loadCheckRun('k'))?.progress?.states ?? 0) === 0) await sleep(50);
  expect(await cancel(randomUUID())).toBeNull();
  expect((await loadCheckRun('k'))?.state).toBe('running');
  expect(await cancel(ME)).toBe('cancelled');
  const { state, progress, reports } = await running;
  expect(logged.slice(before).join('\n')).toContain('run k: cancelled');
  expect(state).toBe('cancelled');
  expect(progress?.of).toBeGreaterThan(20);
  expect(reports.length).toBeLessThan(progress?.of ?? 0);
});

test('a run that was over before it was cancelled stays what it was', async () => {
  await start('k', request(SMALL));
  for (const state of ['done', 'failed', 'cancelled']) {
    await sql`UPDATE operational.job SET state = ${state}, finished_at = '2020-01-01'`;
    expect(await cancel(ME)).toBe(state);
    expect(await cancel(null)).toBe(state);
    expect(await cancel(randomUUID())).toBeNull();
    expect(await sql`SELECT FROM operational.job WHERE finished_at = '2020-01-01'`, state).toHaveLength(1);
  }
});

test('a report that the database refuses fails the run, and nothing but the run', async () => {
  const owner = postgres({ ...connectionOptions(database.ownerUrl), max: 1, onnotice: () => undefined });
  await owner.unsafe(`
    CREATE FUNCTION operational.refuse_reports() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'no room for reports'; END $$;
    CREATE TRIGGER refuse_reports BEFORE UPDATE OF reports ON operational.check_run
      FOR EACH ROW EXECUTE FUNCTION operational.refuse_reports();`);
  const unhandled: unknown[] = [];
  const note = (reason: unknown): number => unhandled.push(reason);
  process.on('unhandledRejection', note);
  try {
    await start('k', request(SMALL, ''));
    const { error } = await work('k', (one) => one.state === 'failed');
    expect(error).toContain('no room for reports');
    expect(unhandled).toEqual([]);
  } finally {
    process.off('unhandledRejection', note);
    await owner.unsafe(`
      DROP TRIGGER refuse_reports ON operational.check_run;
      DROP FUNCTION operational.refuse_reports();`);
    await owner.end();
  }
});

test('what cannot be run says why; a full queue takes no more', async () => {
  await start('bad', request('pwrit 0 4k'));
  const { error } = await work('bad', (one) => one.state === 'failed');
  expect(error).toContain('Line 1, column 1');
  for (let n = 0; n < 20; n += 1) expect(await start(`k${n}`, request(SMALL))).toBe(true);
  expect(await start('one more', request(SMALL))).toBe(false);
});
