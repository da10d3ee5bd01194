import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestDatabase } from '@/ingest/postgres/test-database.ts';
import { cloneForPages } from '@/ingest/test-setup.ts';
import { client } from '@/lib/store/database/client.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { runWrite } from '@/lib/store/write.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await cloneForPages();
});
afterAll(async () => {
  await database.drop();
});

/** Takes one connection, without the limits of a write: on a busy machine they are opened slowly. Gives its end. */
async function holdConnection(): Promise<() => Promise<void>> {
  return new Promise((resolve, reject) => {
    const held = client().$transaction(
      () =>
        new Promise<void>((end) => {
          resolve(() => {
            end();
            return held;
          });
        }),
      { maxWait: 60_000, timeout: 60_000 },
    );
    held.catch(reject);
  });
}

test('a write that gets no connection in time is told that the database does not answer', async () => {
  const ends: (() => Promise<void>)[] = [];
  // As many as there are (lib/store/database/client.ts), one after the other: each has 2 s to be opened.
  while (ends.length < 8) ends.push(await holdConnection());
  await expect(runWrite(async () => undefined)).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
  await Promise.all(ends.map((end) => end()));
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
