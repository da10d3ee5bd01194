import { type AddressInfo, connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '@/ingest/postgres/test-database.ts';
import { TEMPLATE } from '@/ingest/test-setup.ts';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';
import { transact, undoable } from '@/lib/store/database/transact.ts';

/** A transaction whose connection is cut throws to who waits for it, and nowhere else. */

let database: TestDatabase;
let sql: Sql;
let other: Sql;

beforeAll(async () => {
  database = await cloneDatabase(TEMPLATE);
  sql = postgres({ ...connectionOptions(database.appUrl), max: 2, onnotice: () => undefined });
  other = postgres({ ...connectionOptions(database.appUrl), max: 1, onnotice: () => undefined });
});
afterAll(async () => {
  await Promise.all([sql.end({ timeout: 1 }), other.end({ timeout: 1 })]);
  await database.drop();
});

/** Settles when the server has none of it any more: it is asked to end, and ends a little later. */
async function endSession(pid: number): Promise<void> {
  await other`SELECT pg_terminate_backend(${pid})`;
  while ((await other`SELECT FROM pg_stat_activity WHERE pid = ${pid}`).length > 0) await sleep(5);
}

/** Ends the session of a transaction in the middle of `work`. Vitest fails a run in which something was not caught. */
async function check(
  work: (transaction: Sql, over: Promise<void>) => Promise<unknown>,
  expected: RegExp,
): Promise<void> {
  const cut = transact(sql, async (transaction) => {
    const [row] = await transaction<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
    const over = sleep(50).then(() => endSession(row?.pid ?? 0));
    return Promise.all([work(transaction, over), over]);
  });
  await expect(cut).rejects.toThrow(expected);
  await sleep(50);
  await expect
    .poll(() => sql`SELECT 1 AS one`.catch(String), { timeout: 30_000 })
    .toMatchObject([{ one: 1 }]);
}

test('cut while a statement runs', () =>
  check((transaction) => transaction`SELECT pg_sleep(60)`, /CONNECTION/));

test('cut between two statements', () =>
  check(async (transaction, over) => {
    await over;
    await transaction`SELECT 1`;
  }, /CONNECTION/));

test('what is thrown by the work or refused by the database is rolled back and thrown', async () => {
  const refused = transact(sql, async (transaction) => {
    await transaction`INSERT INTO operational.private_list VALUES ('a')`;
    await transaction`SELECT 1 / 0`;
  });
  await expect(refused).rejects.toThrow('division by zero');
  const thrown = transact(sql, async (transaction) => {
    await transaction`INSERT INTO operational.private_list VALUES ('a')`;
    throw new Error('odd');
  });
  await expect(thrown).rejects.toThrow('odd');
  expect(await sql`SELECT FROM operational.private_list`).toHaveLength(0);
  expect(await transact(sql, async (transaction) => [...(await transaction`SELECT 1 AS n`)])).toEqual([
    { n: 1 },
  ]);
});

test('the connection of something else that is cut is thrown as it is, and what was done is rolled back', async () => {
  const thrown = transact(sql, async (transaction) => {
    await transaction`INSERT INTO operational.private_list VALUES ('a')`;
    await new Promise((_, reject) => {
      const server = createServer((socket) => socket.resetAndDestroy()).listen(0, '127.0.0.1', () => {
        const { port } = server.address() as AddressInfo;
        connect(port, '127.0.0.1')
          .once('error', reject)
          .once('close', () => server.close());
      });
    });
  });
  await expect(thrown).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect(await sql`SELECT FROM operational.private_list`).toHaveLength(0);
});

test('what is undone leaves the rest, and no savepoint', async () => {
  const insert = (one: Sql, list: string): Promise<unknown> =>
    one`INSERT INTO operational.private_list VALUES (${list})`;
  const said = await transact(sql, async (transaction) => {
    await insert(transaction, 'kept');
    const undone = undoable(transaction, async (one) => {
      await insert(one, 'undone');
      await undoable(one, (two) => insert(two, 'undone as well'));
      await one`SELECT 1 / 0`;
    });
    await expect(undone).rejects.toThrow('division by zero');
    await undoable(transaction, (one) => insert(one, 'kept too'));
    const left = undoable(transaction, (one) => one`RELEASE SAVEPOINT s2`.then(() => 'one was left'));
    await expect(left).rejects.toThrow('savepoint "s2" does not exist');
    return 'done';
  });
  expect(said).toBe('done');
  const lists = await sql`DELETE FROM operational.private_list RETURNING list`;
  expect(lists.map(({ list }) => list).sort()).toEqual(['kept', 'kept too']);
});

test('cut inside of what can be undone', () =>
  check((transaction) => undoable(transaction, (one) => one`SELECT pg_sleep(60)`), /CONNECTION/));
