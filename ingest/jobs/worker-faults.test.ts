import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPool } from '@/ingest/database.ts';
import { deriveEverything } from '@/ingest/derive/derive.ts';
import { settleDesigns } from '@/ingest/derive/settle-designs.ts';
import { runWorker } from '@/ingest/jobs/worker.ts';
import { createParsePool } from '@/ingest/parse/pool.ts';
import { acquireDatabase, type DatabaseLease } from '@/ingest/postgres/acquire.ts';
import { homePaths } from '@/ingest/postgres/paths.ts';
import { readPostmasterPid } from '@/ingest/postgres/postmaster-pid.ts';
import { makeTestHome, removeTestHome } from '@/ingest/postgres/test-database.ts';
import { client } from '@/lib/store/database/client.ts';
import { DERIVED_TABLES, digestTables } from '@/lib/store/derive/table-digests.ts';
import { enqueueDerive, enqueueJob } from '@/lib/store/jobs/job.ts';
import { type IncomingMessage, saveBatch } from '@/lib/store/keep/save-batch.ts';
import { registerSource } from '@/lib/store/sources/source.ts';
import { migrate } from '@/prisma/migrate.ts';

/**
 * One worker through kills of its database at random moments of derivations, on a server of its own. It never ends, the
 * jobs are done, and what is derived is what a derivation of everything gives.
 */

const SEED = 20_240_718;
const KILLS = 5;
/** What the jobs of a round take on a quiet machine. */
const ROUND_MS = 400;
/** Of a machine that does much else. */
const SETTLED_MS = 120_000;
const THREADS = 40;

const pool = createParsePool();
let home = '';
let lease: DatabaseLease;

beforeAll(async () => {
  home = await makeTestHome();
  lease = await acquireDatabase({ home, env: {} });
  await migrate(lease.ownerUrl);
  process.env['DOCKET_WEB_DATABASE_URL'] = lease.appUrl;
}, 120_000);
afterAll(async () => {
  await client().$disconnect();
  delete process.env['DOCKET_WEB_DATABASE_URL'];
  await pool.close();
  await lease.release();
  await removeTestHome(home);
}, 120_000);

/** Numerical Recipes' linear congruence: the moments are the same in every run of the test. */
function* chances(): Generator<number> {
  for (let state = SEED; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

async function killServer(): Promise<void> {
  const found = await readPostmasterPid(homePaths(home).data);
  if (found.kind === 'ours') process.kill(found.pid, 'SIGKILL');
}

/** Does `work` with connections of its own, again and again until the database answered. */
async function insist<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
  for (;;) {
    const sql = openPool(lease.appUrl);
    try {
      return await work(sql);
    } catch {
      await sleep(100);
    } finally {
      await sql.end({ timeout: 1 });
    }
  }
}

function mail(round: number, thread: number, n: number): string {
  const id = `${thread}-${n}@x`;
  const subject =
    n === 0 ? `[PATCH v${round} ${thread % 2}/1] fs: change ${thread}` : `Re: fs: change ${thread}`;
  const answers = n === 0 ? [] : [`In-Reply-To: <${thread}-${n - 1}@x>`];
  return [
    'From: Ann <ann@example.org>',
    'To: devel@example.org',
    `Subject: ${subject}`,
    `Message-ID: <${id}>`,
    `Date: Thu, 18 Jul 2024 10:${String(thread % 60).padStart(2, '0')}:0${n} +0000`,
    ...answers,
    '',
    'What happens when the range is dirty? I object to this, it loses data.',
    '',
  ].join('\r\n');
}

/** The `n`th mail of every thread, stored and not derived. */
async function store(n: number): Promise<void> {
  const bytes = Array.from({ length: THREADS }, (_, thread) => Buffer.from(mail(1, thread, n)));
  const parsed = await pool.parseRows(bytes.map((one) => ({ bytes: one, list: 'devel', where: 'test' })));
  const messages = parsed.map(
    ({ row }, index): IncomingMessage => ({ row, bytes: bytes[index] ?? Buffer.of(), lists: ['devel'] }),
  );
  await insist(async (sql) => {
    await registerSource(sql, { name: 'test', location: 'test', list: null });
    await saveBatch(sql, 'test', { messages, cursor: null, part: null, problem: null });
    await enqueueJob(sql, { kind: 'settle', payload: {} });
    if (n % 3 === 2) await enqueueDerive(sql);
  });
}

/** Comes back when the worker is at it, or has ended. */
async function begun(hasEnded: () => boolean): Promise<void> {
  for (let waits = true; waits && !hasEnded(); ) {
    waits = await insist(async (sql) => {
      const rows =
        await sql`SELECT FROM operational.job WHERE state <> 'queued' AND started_at IS NOT NULL LIMIT 1`;
      const left = await sql`SELECT FROM operational.job WHERE state = 'queued'`;
      return rows.length === 0 || left.length > 1;
    });
    if (waits) await sleep(50);
  }
}

async function digest(sql: Sql): Promise<Readonly<Record<string, string>>> {
  return digestTables(sql, DERIVED_TABLES);
}

test('the database killed at random moments of derivations: nothing is lost, and the worker lives', async () => {
  const stop = new AbortController();
  const told: string[] = [];
  let ended: unknown = null;
  const worker = runWorker({ lease }, stop.signal, (line) => told.push(line)).then(
    () => {
      ended = 'ended';
    },
    (error: unknown) => {
      ended = error;
    },
  );
  const chance = chances();
  for (let n = 0; n < KILLS; n += 1) {
    await store(n);
    await begun(() => ended !== null);
    await sleep((chance.next().value ?? 0) * ROUND_MS);
    expect(ended).toBeNull();
    await killServer();
  }
  const open = (): Promise<unknown> =>
    insist(async (sql) => {
      const [row] = await sql`
        SELECT (SELECT count(*)::int FROM operational.underived) AS underived,
          (SELECT count(*)::int FROM operational.undesigned) AS undesigned,
          (SELECT count(*)::int FROM operational.unjudged) AS unjudged,
          (SELECT count(*)::int FROM operational.job WHERE state IN ('queued', 'running')) AS jobs`;
      return row;
    });
  await expect
    .poll(open, { timeout: SETTLED_MS, interval: 200 })
    .toEqual({ underived: 0, undesigned: 0, unjudged: 0, jobs: 0 });
  expect(ended).toBeNull();
  expect(told.filter((line) => line.includes('begins anew')).length).toBeGreaterThan(0);
  // A stop while the database is away waits for nothing.
  await killServer();
  const since = performance.now();
  stop.abort();
  await worker;
  expect([ended, performance.now() - since < 5_000]).toEqual(['ended', true]);
  const jobs = await insist((sql) =>
    sql`SELECT DISTINCT state, error FROM operational.job`.then((rows) => [...rows]),
  );
  expect(jobs).toEqual([{ state: 'done', error: null }]);
  const before = await insist(digest);
  expect(await insist((sql) => sql`SELECT FROM derived.item`.then((rows) => rows.length))).toBeGreaterThan(
    100,
  );
  const sql = openPool(lease.appUrl);
  await deriveEverything(sql, pool, () => undefined);
  await settleDesigns({ sql, lease });
  expect(await digest(sql)).toEqual(before);
  await sql.end();
});
