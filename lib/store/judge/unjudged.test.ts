import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '@/ingest/postgres/test-database.ts';
import { TEMPLATE } from '@/ingest/test-setup.ts';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';

let database: TestDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await cloneDatabase(TEMPLATE);
  sql = postgres({ ...connectionOptions(database.appUrl), max: 1, onnotice: () => undefined });
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

test('what was tried just now waits when the clock steps back a little, and not when it was set back', async () => {
  await sql`INSERT INTO operational.unjudged (thread_id, tried_at, attempts)
    SELECT ahead, CASE WHEN ahead <> 'never' THEN clock_timestamp() + ahead::interval END, 1
    FROM unnest(ARRAY['never', '0.5 s', '1 hour', '-5 s', '-1 hour']) AS ahead`;
  const rows = await sql<{ id: string }[]>`SELECT thread_id AS id FROM operational.unjudged_due ORDER BY id`;
  expect(rows.map(({ id }) => id)).toEqual(['-1 hour', '1 hour', 'never']);
});
