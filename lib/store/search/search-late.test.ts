import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestDatabase } from '@/ingest/postgres/test-database.ts';
import { cloneForPages } from '@/ingest/test-setup.ts';
import { AppError } from '@/lib/base/app-error.ts';
import { client } from '@/lib/store/database/client.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { holdPageConnections } from '@/lib/store/database/test-page-connections.ts';
import { ask } from '@/lib/store/search/search.ts';
import { withoutLists } from '@/lib/store/visibility.ts';

/** A search that PostgreSQL ended at its limit is told to ask for less; nothing else is, however long it took. */

const VARIABLE = 'DOCKET_WEB_DATABASE_URL';
const REQUEST = { plan: { kind: 'list', list: 'devel' } } as const;
const SLOW = sql`SELECT 'x' AS page FROM pg_sleep(3)`;

let database: TestDatabase;

beforeAll(async () => {
  database = await cloneForPages();
});
afterAll(async () => {
  await forget();
  await database.drop();
});

/** The next statement opens what the environment says then. */
async function forget(): Promise<void> {
  await client().$disconnect();
  globalThis.docketPrisma = undefined;
}

async function refusalOf(statement: typeof SLOW): Promise<string> {
  try {
    await ask(REQUEST, statement);
    return 'answered';
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
}

test('a statement that takes too long, with lists that are hidden and without', async () => {
  expect(await refusalOf(SLOW)).toBe('BOUND_TOO_LARGE');
  expect(await withoutLists(['devel'], () => refusalOf(SLOW))).toBe('BOUND_TOO_LARGE');
});

test('no connection is free: it was not the search that took long', async () => {
  const giveBack = await holdPageConnections();
  expect(await refusalOf(sql`SELECT 'x' AS page`)).toBe('DATABASE_UNAVAILABLE');
  await giveBack();
  expect(await refusalOf(sql`SELECT 'x' AS page`)).toBe('answered');
});

test('a server that takes the connection and says nothing', async () => {
  const server = createServer((socket) => socket.on('error', () => undefined));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  await forget();
  const before = process.env[VARIABLE];
  process.env[VARIABLE] = `postgresql://docket:x@127.0.0.1:${port}/docket`;
  try {
    expect(await refusalOf(SLOW)).toBe('DATABASE_UNAVAILABLE');
  } finally {
    await forget();
    process.env[VARIABLE] = before;
    server.close();
  }
});
