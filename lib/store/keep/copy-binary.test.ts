import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '@/ingest/postgres/test-database.ts';
import { TEMPLATE } from '@/ingest/test-setup.ts';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';
import { type Column, copyRows } from '@/lib/store/keep/copy-binary.ts';

const COLUMNS: readonly Column[] = [
  { name: 'id', type: 'int4' },
  { name: 'flag', type: 'bool' },
  { name: 'raw', type: 'bytea' },
  { name: 'score', type: 'float8' },
  { name: 'doc', type: 'jsonb' },
  { name: 'word', type: 'text' },
  { name: 'words', type: 'text[]' },
  { name: 'at', type: 'timestamptz' },
  { name: 'key', type: 'uuid' },
];

let database: TestDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await cloneDatabase(TEMPLATE);
  sql = postgres({ ...connectionOptions(database.appUrl), max: 1 });
  await sql.unsafe(`CREATE TEMPORARY TABLE sink (id int PRIMARY KEY, flag bool, raw bytea, score float8, doc jsonb,
    word text, words text[], at timestamptz, key uuid)`);
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

/** Element by element vitest needs minutes for a megabyte. */
function comparable(value: unknown, column: number): unknown {
  if (column === 7 && typeof value === 'number') return new Date(value);
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value;
}

async function check(rows: readonly (readonly unknown[])[]): Promise<void> {
  await sql`DELETE FROM sink`;
  await copyRows(sql, 'sink', COLUMNS, rows);
  const found = await sql.unsafe('SELECT * FROM sink ORDER BY id').values();
  expect([...found].map((row) => row.map(comparable))).toEqual(rows.map((row) => row.map(comparable)));
}

const KEY = '0188e3a0-1111-4222-8333-444455556666';

test('values of every type come back as they went in', async () => {
  await check([]);
  await check(
    [
      [
        1,
        true,
        Buffer.from([0, 255, 10]),
        0.25,
        { a: [1, 'é', null] },
        'wörd 😀\n\t\\N',
        ['a', '', 'ü"{}'],
        0,
        KEY,
      ],
      [2, false, Buffer.alloc(0), -1e300, [], '', [], -86_400_000, KEY],
      [3, null, null, null, null, null, null, null, null],
      [-4, true, Buffer.alloc(1), 0, 'x', 'x', ['x'], 4_102_444_799_999, KEY],
    ].sort(([a], [b]) => Number(a) - Number(b)),
  );
});

test('rows beyond the size of a piece, and many of them', async () => {
  const long = 'ä'.repeat(400_000);
  await check([
    [1, true, Buffer.alloc(3_000_000, 7), 1, { long }, long, [long, long], 1, KEY],
    [2, true, Buffer.alloc(1), 1, {}, long, [], 1, KEY],
  ]);
  await check(
    Array.from({ length: 20_000 }, (_, id) => [
      id,
      true,
      Buffer.from([id & 255]),
      id,
      id,
      `${id}`,
      [],
      id,
      KEY,
    ]),
  );
});

test('a refused row is an error, early and late, and the connection lives on', async () => {
  const row = (id: number, word: string): readonly unknown[] => [id, true, null, 1, null, word, [], 1, KEY];
  await expect(copyRows(sql, 'sink', COLUMNS, [row(7, ''), row(7, '')])).rejects.toThrow(/duplicate key/);
  const long = 'x'.repeat(1_000_000);
  const many = Array.from({ length: 50 }, (_, id) => row(id >> 1, long));
  await expect(copyRows(sql, 'sink', COLUMNS, many)).rejects.toThrow(/duplicate key/);
  await expect(
    sql.begin((begun) => copyRows(begun as unknown as Sql, 'sink', COLUMNS, [row(8, ''), row(8, '')])),
  ).rejects.toThrow(/duplicate key/);
  await check([row(9, 'still there')]);
});
