import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestDatabase } from '@/ingest/postgres/test-database.ts';
import { cloneForPages } from '@/ingest/test-setup.ts';
import { client, readOperational } from '@/lib/store/database/client.ts';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';
import { isDatabaseAway, isPassing } from '@/lib/store/database/database-away.ts';
import { sql as fragment } from '@/lib/store/database/prisma.ts';
import { transact } from '@/lib/store/database/transact.ts';

/** What really is thrown, by a database that is away and by all else that a job may meet. */

let database: TestDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await cloneForPages();
  sql = postgres({ ...connectionOptions(database.appUrl), max: 2, onnotice: () => undefined });
});
afterAll(async () => {
  await client().$disconnect();
  await sql.end({ timeout: 1 });
  await database.drop();
});

type Answer = 'away' | 'passing' | 'refused';

async function check(work: () => PromiseLike<unknown>, expected: Answer): Promise<void> {
  const error: unknown = await work().then(
    () => 'nothing was thrown',
    (thrown: unknown) => thrown,
  );
  const found: Answer = isDatabaseAway(error) ? 'away' : isPassing(error) ? 'passing' : 'refused';
  expect([found, isPassing(error)], String(error)).toEqual([expected, expected !== 'refused']);
}

async function asking(url: string): Promise<unknown> {
  const one = postgres({ ...connectionOptions(url), max: 1, connect_timeout: 1, onnotice: () => undefined });
  try {
    return await one`SELECT 1`;
  } finally {
    await one.end({ timeout: 0 });
  }
}

function dial(port: number): Promise<unknown> {
  return new Promise((resolve, reject) => {
    connect(port, '127.0.0.1').once('connect', resolve).once('error', reject);
  });
}

async function endSession(work: (one: Sql) => PromiseLike<unknown>): Promise<unknown> {
  return transact(sql, async (one) => {
    const [row] = await one<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
    await sql`SELECT pg_terminate_backend(${row?.pid ?? 0})`;
    return work(one);
  });
}

test('a server that is not there, ends sessions or takes none is away', async () => {
  await check(() => asking('postgresql://a@localhost/a?host=/nonexistent'), 'away');
  await check(() => asking('postgresql://a@127.0.0.1:1/a'), 'away');
  await check(() => asking('postgresql://a@docket.invalid/a'), 'away');
  await check(() => endSession((one) => one`SELECT pg_sleep(5)`), 'away');
  const ended = postgres({ ...connectionOptions(database.appUrl), max: 1, onnotice: () => undefined });
  await ended.end();
  await check(() => ended`SELECT 1`, 'away');
});

test('what a source or a program meets is not the database', async () => {
  await check(() => readFile('/nonexistent'), 'refused');
  await check(() => dial(1), 'refused');
  await check(() => fetch('http://127.0.0.1:1/'), 'refused');
  await check(() => promisify(execFile)('/nonexistent'), 'refused');
  for (const code of ['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND'])
    await check(() => Promise.reject(Object.assign(new Error('read'), { code, syscall: 'read' })), 'refused');
});

test('a statement over its time may pass, and is answered by a database that is there', async () => {
  await check(
    () =>
      sql.begin(async (one) => {
        await one`SET LOCAL statement_timeout = 20`;
        await one`SELECT pg_sleep(1)`;
      }),
    'passing',
  );
  await check(() => readOperational(fragment`SELECT pg_sleep(3) IS NULL`), 'passing');
  await check(() => sql`SELECT nothing`, 'refused');
});

test('a server that hangs is away, and there again when it goes on', async () => {
  const [row] = await readOperational<{ readonly pid: number }>(fragment`SELECT pg_backend_pid() AS pid`);
  const pid = row?.pid ?? Number.NaN;
  process.kill(pid, 'SIGSTOP');
  try {
    await check(() => readOperational(fragment`SELECT 1 AS one`), 'away');
  } finally {
    process.kill(pid, 'SIGCONT');
  }
  expect(await readOperational(fragment`SELECT 2 AS two`)).toEqual([{ two: 2 }]);
});

test('a page read without a database is away', async () => {
  /** Of the next client, as in a new process. */
  const turnTo = async (url: string): Promise<void> => {
    await client().$disconnect();
    Reflect.deleteProperty(globalThis, 'docketPrisma');
    process.env['DOCKET_WEB_DATABASE_URL'] = url;
  };
  await turnTo('postgresql://a@localhost/a?host=/nonexistent');
  try {
    await check(() => readOperational(fragment`SELECT 1 AS one`), 'away');
  } finally {
    await turnTo(database.appUrl);
  }
});
