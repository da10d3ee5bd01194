import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { acquireDatabase, type DatabaseLease } from '@/ingest/postgres/acquire.ts';
import { homePaths } from '@/ingest/postgres/paths.ts';
import { readPostmasterPid } from '@/ingest/postgres/postmaster-pid.ts';
import { stopSupervisor } from '@/ingest/postgres/stop-supervisor.ts';
import { makeTestHome, removeTestHome } from '@/ingest/postgres/test-database.ts';
import { AppError } from '@/lib/base/app-error.ts';
import { client, readOperational } from '@/lib/store/database/client.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { runWrite } from '@/lib/store/write.ts';
import { migrate } from '@/prisma/migrate.ts';

/**
 * lib/store/database/client.ts and write.ts on a real server that is killed, stopped and started: every way of not
 * getting an answer is DATABASE_UNAVAILABLE, which pages and writes answer with 503, and nothing else is.
 */

const VARIABLE = 'DOCKET_WEB_DATABASE_URL';
const before = process.env[VARIABLE];
let home = '';
let lease: DatabaseLease;

beforeAll(async () => {
  home = await makeTestHome();
  lease = await acquireDatabase({ home, env: {} });
  await migrate(lease.ownerUrl);
  process.env[VARIABLE] = lease.appUrl;
}, 120_000);
afterAll(async () => {
  await client().$disconnect();
  if (before === undefined) delete process.env[VARIABLE];
  else process.env[VARIABLE] = before;
  await lease.release();
  await removeTestHome(home);
}, 120_000);

type Answer = 'answered' | 'away' | string;

async function ask(work: () => Promise<unknown>): Promise<Answer> {
  try {
    await work();
    return 'answered';
  } catch (error) {
    return error instanceof AppError && error.code === 'DATABASE_UNAVAILABLE' ? 'away' : String(error);
  }
}

const read = (): Promise<Answer> =>
  ask(() => readOperational(sql`SELECT count(*)::int FROM operational.account`));
const readFor = (seconds: number): Promise<Answer> =>
  ask(() => readOperational(sql`SELECT pg_sleep(${seconds}) IS NULL`));

/**
 * Asks `readFor` so often at once, and gives the answers to come when all are under way and have a second to go, within
 * the limit of a statement. On a busy machine they may be over before that is seen: then they are asked again.
 */
async function underWay(count: number): Promise<readonly Promise<Answer>[]> {
  for (;;) {
    let areOver = false;
    const running = Array.from({ length: count }, () => readFor(1.7));
    void Promise.all(running).then(() => {
      areOver = true;
    });
    while (!areOver) {
      const found = await readOperational(sql`
        SELECT pid FROM pg_stat_activity
        WHERE pid <> pg_backend_pid() AND state = 'active' AND query LIKE '%pg_sleep($1)%'
          AND clock_timestamp() < query_start + interval '0.7 s'`).catch(() => []);
      if (found.length >= count) return running;
      await sleep(10);
    }
  }
}
const write = (): Promise<Answer> =>
  ask(() =>
    runWrite(async (one) => {
      await one.rows(sql`INSERT INTO operational.private_list VALUES (gen_random_uuid()::text)`);
      await one.rows(sql`SELECT pg_sleep(0.05) IS NULL`);
    }),
  );

async function postmaster(): Promise<number> {
  const found = await readPostmasterPid(homePaths(home).data);
  if (found.kind !== 'ours') throw new Error(`no server: ${found.kind}`);
  return found.pid;
}

/** Asks in many ways at once until it is answered again; gives every kind of answer that came. */
async function askUntilBack(withinMs: number): Promise<ReadonlySet<Answer>> {
  const answers = new Set<Answer>();
  const until = performance.now() + withinMs;
  for (;;) {
    const round = await Promise.all([read(), write(), read(), write()]);
    for (const answer of round) answers.add(answer);
    if (round.every((answer) => answer === 'answered')) return answers;
    if (performance.now() > until) throw new Error(`not back: ${[...answers].join('; ')}`);
    await sleep(20);
  }
}

test('a server that is killed under reads and writes is away until it has recovered, and then answers', async () => {
  expect(await askUntilBack(30_000)).toContain('answered');
  for (let kill = 0; kill < 2; kill += 1) {
    const server = await postmaster();
    const running = [...(await underWay(2)), write(), write()];
    process.kill(server, 'SIGKILL');
    const cut = await Promise.all(running);
    expect(cut.slice(0, 2)).toEqual(['away', 'away']);
    expect(['answered', 'away']).toEqual(expect.arrayContaining(cut));
    const answers = await askUntilBack(30_000);
    expect(['answered', 'away']).toEqual(expect.arrayContaining([...answers]));
  }
});

test('a server that is stopped is away at once, again and again, and back when it is started', async () => {
  await lease.release();
  await stopSupervisor(home);
  const began = performance.now();
  for (let n = 0; n < 3; n += 1) {
    expect(await Promise.all([read(), write(), readFor(0)])).toEqual(['away', 'away', 'away']);
  }
  expect(performance.now() - began).toBeLessThan(10_000);
  lease = await acquireDatabase({ home, env: {} });
  // The folder of the socket may be another one: as in a new process.
  if (process.env[VARIABLE] !== lease.appUrl) {
    await client().$disconnect();
    delete (globalThis as { docketPrisma?: unknown }).docketPrisma;
    process.env[VARIABLE] = lease.appUrl;
  }
  expect(await askUntilBack(30_000)).toContain('answered');
});

test('a statement over its time is away, one cut off by the administrator too, and a wrong one is not', async () => {
  expect(await readFor(4)).toBe('away');
  const [cut] = await underWay(1);
  await ask(() =>
    readOperational(sql`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE pid <> pg_backend_pid() AND state = 'active' AND query LIKE '%pg_sleep%'`),
  );
  expect(await cut).toBe('away');
  expect(await read()).toBe('answered');
  const wrong = await ask(() => readOperational(sql`SELECT nothing FROM operational.account`));
  expect(wrong).toContain('nothing');
  const forbidden = await ask(() => readOperational(sql`INSERT INTO operational.private_list VALUES ('x')`));
  expect(forbidden).toContain('read-only');
});
