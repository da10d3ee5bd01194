import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '@/ingest/postgres/test-database.ts';
import { TEMPLATE } from '@/ingest/test-setup.ts';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';

/** What a page reads for somebody who may not see every list (docs/accounts.md, "Private lists"). */

let database: TestDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await cloneDatabase(TEMPLATE);
  sql = postgres({ ...connectionOptions(database.appUrl), max: 1 });
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

async function columnsOf(schemas: readonly string[]): Promise<readonly string[]> {
  const rows = await sql<{ line: string }[]>`
    SELECT table_name || '.' || column_name || ' ' || udt_name AS line
    FROM information_schema.columns
    -- Part: messages of a thread that are seen, for the other views.
    WHERE table_schema IN ${sql([...schemas])} AND (table_schema, table_name) <> ('visible', 'part') ORDER BY line`;
  return rows.map((row) => row.line);
}

test('every table that pages read has its view in the schema visible, with every column', async () => {
  const tables = await columnsOf(['derived', 'cache', 'ground']);
  expect(tables.length).toBeGreaterThan(80);
  expect(await columnsOf(['visible']), 'add the view, in the migration that changes the table').toEqual(
    tables,
  );
});

test('nothing is shown when nobody said what is hidden', async () => {
  await sql`INSERT INTO derived.thread VALUES ('a@x', 's', '{devel}', now(), now(), 1, false)`;
  await expect(sql`SELECT * FROM visible.thread`).rejects.toThrow(/unrecognized configuration parameter/);
  await sql.begin((transaction) => transaction`SELECT set_config('docket.hidden', '{}', true)`);
  // The connection has seen the setting; outside of the transaction it is empty, which is no list of lists.
  await expect(sql`SELECT * FROM visible.thread`).rejects.toThrow(/malformed array literal/);
});
