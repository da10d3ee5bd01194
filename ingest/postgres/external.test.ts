import { randomBytes } from 'node:crypto';
import { type AddressInfo, connect, createServer } from 'node:net';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TEMPLATE } from '@/ingest/test-setup.ts';
import { AppError } from '@/lib/base/app-error.ts';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';
import { acquireDatabase } from './acquire.ts';
import type { Env } from './paths.ts';
import { cloneDatabase, type TestDatabase } from './test-database.ts';

let database: TestDatabase;
/** A database that is not UTF-8. */
const latin = `test_${randomBytes(8).toString('hex')}`;

beforeAll(async () => {
  database = await cloneDatabase(TEMPLATE);
  await asAdmin(
    `CREATE DATABASE ${latin} ENCODING 'LATIN1' LOCALE 'C' LOCALE_PROVIDER libc TEMPLATE template0`,
  );
});

afterAll(async () => {
  await asAdmin(`DROP DATABASE ${latin}`);
  await database.drop();
});

async function asAdmin(statement: string): Promise<void> {
  const sql = postgres({ ...connectionOptions(database.adminUrl), max: 1 });
  await sql.unsafe(statement);
  await sql.end();
}

/** A home that does not exist: an external database must not touch it. */
function acquire(env: Env): ReturnType<typeof acquireDatabase> {
  return acquireDatabase({ home: '/nonexistent/docket', env });
}

async function refusal(env: Env): Promise<string> {
  try {
    await acquire(env);
  } catch (cause) {
    if (cause instanceof AppError) return `${cause.message} ${cause.remedy}`;
    throw cause;
  }
  throw new Error('it was not refused');
}

test('DATABASE_URL serves all three roles, unless one with fewer rights is named', async () => {
  const [all, split] = await Promise.all([
    acquire({ DATABASE_URL: database.ownerUrl }),
    acquire({
      DATABASE_URL: database.ownerUrl,
      DOCKET_APP_DATABASE_URL: database.appUrl,
    }),
  ]);
  const { ownerUrl, appUrl } = database;
  expect(all).toMatchObject({
    ownerUrl,
    appUrl: ownerUrl,
    readerUrl: ownerUrl,
    adminUrl: null,
    embedded: false,
  });
  expect(split).toMatchObject({ ownerUrl, appUrl, readerUrl: appUrl });
  await all.release();
});

test('a server that closes without a word, as one that was killed and begins again, is waited for', async () => {
  const { host, port, path, username, password, database: name } = connectionOptions(database.ownerUrl);
  let taken = 0;
  const proxy = createServer((socket) => {
    taken += 1;
    socket.on('error', () => undefined);
    if (taken === 1) {
      socket.once('data', () => socket.end());
      return;
    }
    const server = connect(path === undefined ? { host, port } : { path });
    server.on('error', () => socket.destroy());
    socket.pipe(server).pipe(socket);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const url = `postgresql://${username}:${password}@127.0.0.1:${(proxy.address() as AddressInfo).port}/${name}`;
  const lease = await acquire({ DATABASE_URL: url }).finally(() => proxy.close());
  expect([lease.embedded, taken]).toEqual([false, 2]);
});

test('a wrong password, a missing database and another encoding are refused with the remedy', async () => {
  const wrong = database.ownerUrl.replace(/:[\w-]{43}@/, ':wrong@');
  expect(await refusal({ DATABASE_URL: wrong })).toMatch(/password authentication failed.*Check/);
  const missing = database.adminUrl.replace(/\/test_\w+/, '/no_such_database');
  expect(await refusal({ DATABASE_URL: missing })).toMatch(/does not exist/);
  const other = database.adminUrl.replace(/\/test_\w+/, `/${latin}`);
  expect(await refusal({ DATABASE_URL: other })).toMatch(/encoded in LATIN1.*ENCODING 'UTF8'/);
  expect(await refusal({ DATABASE_URL: 'mysql://u:secret@h/n' })).not.toContain('secret');
});
