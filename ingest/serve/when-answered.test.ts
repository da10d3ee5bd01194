import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '@/ingest/postgres/test-database.ts';
import { whenAnswered } from '@/ingest/serve/when-answered.ts';
import { TEMPLATE } from '@/ingest/test-setup.ts';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';

let database: TestDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await cloneDatabase(TEMPLATE);
  sql = postgres({ ...connectionOptions(database.appUrl), max: 2, onnotice: () => undefined });
});
afterAll(async () => {
  await sql.end({ timeout: 1 });
  await database.drop();
});

/** Work whose session is ended the first `cuts` times; tells how often it was done. */
function cutWork(cuts: number): { readonly work: () => Promise<string>; readonly done: () => number } {
  let done = 0;
  const work = async (): Promise<string> => {
    done += 1;
    const one = postgres({ ...connectionOptions(database.appUrl), max: 1, onnotice: () => undefined });
    try {
      const [row] = await one<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
      // Together: a session that ends before the other statement is answered is no rejection that nobody waits for.
      const asked = one`SELECT pg_sleep(${done <= cuts ? 60 : 0})`;
      await Promise.all(done <= cuts ? [asked, sql`SELECT pg_terminate_backend(${row?.pid ?? 0})`] : [asked]);
      return 'answered';
    } finally {
      await one.end({ timeout: 1 });
    }
  };
  return { work, done: () => done };
}

test('work whose session is ended is done again', async () => {
  const { work, done } = cutWork(2);
  expect(await whenAnswered(work, () => true)).toBe('answered');
  expect(done()).toBe(3);
});

test('not when nobody wants it any more, and not without end', async () => {
  const unwanted = cutWork(9);
  await expect(whenAnswered(unwanted.work, () => false)).rejects.toThrow();
  const late = cutWork(9);
  await expect(whenAnswered(late.work, () => true, 0)).rejects.toThrow();
  expect([unwanted.done(), late.done()]).toEqual([1, 1]);
});

test('what the database refuses is thrown at once', async () => {
  let done = 0;
  const refused = (): Promise<unknown> => {
    done += 1;
    return sql`SELECT nothing`.then((rows) => rows);
  };
  await expect(whenAnswered(refused, () => true)).rejects.toThrow('nothing');
  expect(done).toBe(1);
});
