import { type AddressInfo, connect, createServer, type Server } from 'node:net';
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
  await sql.end({ timeout: 1 });
  await database.drop();
});

/** An array as PostgreSQL makes it of `literal`. */
async function check(literal: string, expected: readonly unknown[] | null): Promise<void> {
  const [row] = await sql.unsafe(`SELECT ${literal} AS found`);
  expect(row?.['found'], literal).toEqual(expected);
}

/** Not read as text of `type`, but sent and read as such. */
async function checkSent(type: string, values: readonly unknown[]): Promise<void> {
  const [row] = await sql.unsafe(`SELECT $1::${type}[] AS found`, [values as string[]]);
  expect(row?.['found'], type).toEqual(values);
}

const ODD = [
  '',
  ' ',
  'a,b',
  '{}',
  '"',
  '\\',
  '\\"',
  "'",
  'NULL',
  'null',
  'a\nb',
  'ä🎈',
  '{"a","b"}',
  '\\x00',
];

test('arrays of every type in use are read', async () => {
  await check("'{}'::text[]", []);
  await check('NULL::text[]', null);
  await check(`'{a,NULL,"NULL","b c"}'::text[]`, ['a', null, 'NULL', 'b c']);
  await check(`'[0:1]={a,b}'::text[]`, ['a', 'b']);
  await check('ARRAY[1,-2]::smallint[]', [1, -2]);
  await check("ARRAY[1.5,'NaN']::float8[]", [1.5, Number.NaN]);
  await check('ARRAY[26]::oid[]', [26]);
  await check('ARRAY[1, 9007199254740993]::bigint[]', ['1', '9007199254740993']);
  await check('ARRAY[1.50]::numeric[]', ['1.50']);
  await check('ARRAY[true, false, NULL]', [true, false, null]);
  await check("ARRAY['a']::name[]", ['a']);
  await check("ARRAY['a']::varchar[]", ['a']);
  await check("ARRAY['00000000-0000-0000-0000-000000000001']::uuid[]", [
    '00000000-0000-0000-0000-000000000001',
  ]);
  await check("ARRAY['2024-07-18T10:00:00Z']::timestamptz[]", [new Date('2024-07-18T10:00:00Z')]);
  await check(`ARRAY['{"a": [1, "b"]}', 'null']::jsonb[]`, [{ a: [1, 'b'] }, null]);
  await check(`ARRAY['\\x00ff']::bytea[]`, [Buffer.from([0, 255])]);
});

test('arrays are sent as they are read', async () => {
  await checkSent('text', ODD);
  await checkSent('text', []);
  await checkSent('text', ['a', null]);
  await checkSent('int', [1, -2, null]);
  await checkSent('bigint', ['1', '9007199254740993']);
  await checkSent('uuid', ['00000000-0000-0000-0000-000000000001']);
  await checkSent('jsonb', [{ a: ODD }, 1, 'b']);
});

test('a new connection asks for no types: one that is cut under that ends the process', async () => {
  const { path, ...options } = connectionOptions(database.appUrl);
  const server: Server = createServer((client) => {
    const behind = path === undefined ? connect(options.port, options.host) : connect(path);
    for (const [socket, other] of [[client, behind] as const, [behind, client] as const])
      socket.on('error', () => undefined).on('close', () => other.destroy());
    behind.pipe(client);
    client.on('data', (bytes) => {
      if (bytes.includes('typarray')) client.resetAndDestroy();
      else behind.write(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const one = postgres({ ...options, host: '127.0.0.1', port, max: 1, onnotice: () => undefined });
  expect(await one`SELECT ${['a']}::text[] AS found`).toEqual([{ found: ['a'] }]);
  await one.end({ timeout: 1 });
  server.close();
});
