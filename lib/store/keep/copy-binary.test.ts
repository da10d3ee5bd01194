import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '@/ingest/postgres/test-database.ts';
import { TEMPLATE } from '@/ingest/test-setup.ts';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';
import { copyRows } from '@/lib/store/keep/copy-binary.ts';
import { type Columns, columnNames, type RowOf, writeFields } from '@/lib/store/keep/copy-row.ts';
import { startCopyBuffer } from '@/lib/store/keep/copy-value.ts';

const COLUMNS = {
  id: 'int4',
  flag: 'bool',
  raw: 'bytea',
  score: 'float8',
  doc: 'jsonb',
  word: 'text',
  words: 'text[]',
  at: 'timestamptz',
  key: 'uuid',
} as const satisfies Columns;

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

type Row = RowOf<typeof COLUMNS>;

/** Element by element vitest needs minutes for a megabyte. */
function comparable(value: unknown): unknown {
  if (value instanceof Date) return value.getTime();
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value;
}

function comparableRow(row: object): object {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, comparable(value)]));
}

/** Rows in the order of their ids. */
async function check(rows: readonly Row[]): Promise<void> {
  await sql`DELETE FROM sink`;
  await copyRows(sql, 'sink', COLUMNS, rows);
  const found = await sql`SELECT * FROM sink ORDER BY id`;
  expect([...found].map(comparableRow)).toEqual(rows.map(comparableRow));
}

const KEY = '0188e3a0-1111-4222-8333-444455556666';
const SMALL: Omit<Row, 'id'> = {
  ...{ flag: true, raw: Buffer.alloc(1), score: 1, doc: {}, word: 'x', words: [], at: 1, key: KEY },
};
const NULLS: Omit<Row, 'id'> = {
  ...{ flag: null, raw: null, score: null, doc: null, word: null, words: null, at: null, key: null },
};

test('values of every type come back as they went in, whatever the order of the names in a row', async () => {
  await check([]);
  await check([
    { ...SMALL, id: -4, doc: 'x', words: ['x'], at: 4_102_444_799_999 },
    {
      id: 1,
      flag: true,
      raw: Buffer.from([0, 255, 10]),
      score: 0.25,
      doc: { a: [1, 'é', null] },
      word: 'wörd 😀\n\t\\N',
      words: ['a', '', 'ü"{}'],
      at: 0,
      key: KEY,
    },
    { ...SMALL, flag: false, raw: Buffer.alloc(0), score: -1e300, doc: [], word: '', at: -86_400_000, id: 2 },
    { id: 3, ...NULLS },
  ]);
});

test('fields that were written before go in as one value, also in the midst of others', async () => {
  const written = { word: 'text', words: 'text[]' } as const;
  const out = startCopyBuffer(1);
  writeFields(out, written, { words: ['a', 'b'], word: 'before' });
  const columns = { id: 'int4', fields: columnNames(written), at: 'timestamptz' } as const;
  await sql`DELETE FROM sink`;
  await copyRows(sql, 'sink', columns, [{ at: 5, id: 1, fields: out.bytes.subarray(0, out.at) }]);
  const found = await sql`SELECT id, word, words, at FROM sink`;
  expect([...found]).toEqual([{ id: 1, word: 'before', words: ['a', 'b'], at: new Date(5) }]);
});

test('rows beyond the size of a piece, and many of them', async () => {
  const long = 'ä'.repeat(400_000);
  await check([
    { ...SMALL, id: 1, raw: Buffer.alloc(3_000_000, 7), doc: { long }, word: long, words: [long, long] },
    { ...SMALL, id: 2, word: long },
  ]);
  const many = Array.from({ length: 20_000 }, (_, id) => ({ id, raw: Buffer.from([id & 255]), doc: id }));
  await check(many.map((row) => ({ ...SMALL, ...row, score: row.id, word: `${row.id}`, at: row.id })));
});

test('a refused row is an error, early and late, and the connection lives on', async () => {
  const row = (id: number, word: string): Row => ({ ...SMALL, id, raw: null, doc: null, word });
  await expect(copyRows(sql, 'sink', COLUMNS, [row(7, ''), row(7, '')])).rejects.toThrow(/duplicate key/);
  const long = 'x'.repeat(1_000_000);
  const many = Array.from({ length: 50 }, (_, id) => row(id >> 1, long));
  await expect(copyRows(sql, 'sink', COLUMNS, many)).rejects.toThrow(/duplicate key/);
  await expect(
    sql.begin((begun) => copyRows(begun as unknown as Sql, 'sink', COLUMNS, [row(8, ''), row(8, '')])),
  ).rejects.toThrow(/duplicate key/);
  await check([row(9, 'still there')]);
});
