import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '@/ingest/postgres/test-database.ts';
import { TEMPLATE } from '@/ingest/test-setup.ts';
import { sql } from '@/lib/store/prisma.ts';
import { runWrite } from '@/lib/store/write.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase(TEMPLATE);
  process.env['DOCKET_WEB_DATABASE_URL'] = database.appUrl;
});
afterAll(async () => {
  delete process.env['DOCKET_WEB_DATABASE_URL'];
  await database.drop();
});

test('a write that gets no connection in time is told that the database does not answer', async () => {
  const release: (() => void)[] = [];
  // As many as there are connections (lib/store/client.ts).
  const holding = Array.from({ length: 8 }, () =>
    runWrite(
      () =>
        new Promise<void>((resolve) => {
          release.push(resolve);
        }),
    ),
  );
  await expect.poll(() => release.length).toBe(8);
  await expect(runWrite(async () => undefined)).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
  for (const end of release) end();
  await Promise.all(holding);
});

test('a write that takes too long is told the same', async () => {
  const slow = runWrite(async (write) => {
    await new Promise((resolve) => {
      setTimeout(resolve, 5_500);
    });
    return write.rows(sql`SELECT 1`);
  });
  await expect(slow).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
}, 20_000);
