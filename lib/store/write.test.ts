import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestDatabase } from '@/ingest/postgres/test-database.ts';
import { cloneForPages } from '@/ingest/test-setup.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { holdPageConnections } from '@/lib/store/database/test-page-connections.ts';
import { runWrite } from '@/lib/store/write.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await cloneForPages();
});
afterAll(async () => {
  await database.drop();
});

test('a write that gets no connection in time is told that the database does not answer', async () => {
  const giveBack = await holdPageConnections();
  await expect(runWrite(async () => undefined)).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
  await giveBack();
});

test('a write whose process stalls before the transaction begins is not refused', async () => {
  // So that there is a connection.
  await runWrite(async () => undefined);
  const begun = runWrite((write) => write.rows(sql`SELECT 1 AS one`));
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_700);
  expect(await begun).toEqual([{ one: 1 }]);
});

test('a write that takes too long is told the same', async () => {
  const slow = runWrite(async (write) => {
    await new Promise((resolve) => {
      setTimeout(resolve, 5_500);
    });
    return write.rows(sql`SELECT 1`);
  });
  await expect(slow).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
});
