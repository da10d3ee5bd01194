import { PrismaPg } from '@prisma/adapter-pg';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '@/ingest/postgres/test-database.ts';
import { TEMPLATE } from '@/ingest/test-setup.ts';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';

function check(url: string, expected: Partial<ReturnType<typeof connectionOptions>>): void {
  expect(connectionOptions(url)).toMatchObject(expected);
}

describe('a URL', () => {
  test('of a socket folder', () => {
    check('postgresql://u:p%2F%40@localhost/db?host=%2Frun%2Fmy%20pg', {
      path: '/run/my pg/.s.PGSQL.5432',
      username: 'u',
      password: 'p/@',
      database: 'db',
    });
    check('postgresql://u@localhost/db?host=/s/&port=6000', { path: '/s/.s.PGSQL.6000' });
    check('postgresql://u@%2Fs/db', { path: '/s/.s.PGSQL.5432' });
  });

  test('of a host', () => {
    check('postgres://u:p@db.example:6432/name', { host: 'db.example', port: 6432, database: 'name' });
    check('postgres://u@[::1]/name', { host: '::1', port: 5432 });
    expect(connectionOptions('postgres://u@h/n')).not.toHaveProperty('path');
    check('postgres://u@h', { database: 'u' });
  });

  test('with parameters: TLS is ours to read, Prisma’s are dropped, the rest is the server’s', () => {
    check('postgres://u@h/n?sslmode=verify-ca', { ssl: 'verify-full', connection: {} });
    check('postgres://u@h/n?schema=public&connection_limit=3&application_name=docket', {
      connection: { application_name: 'docket' },
    });
  });

  test('with a lone %, as passwords have: the message tells how it is written and does not repeat it', () => {
    for (const text of ['postgres://u:sec%ret@h/n', 'postgres://u:p@h/n%', 'postgres://%FF@h/n']) {
      expect(() => connectionOptions(text)).toThrow(
        /^The database URL has a % that begins no code((?!sec).)*$/,
      );
    }
  });

  test('that is none: the message does not repeat it', () => {
    for (const text of [
      'secret',
      'user:secret@host',
      'mysql://u:secret@h/n',
      'postgres://u:secret@h:port/n',
    ]) {
      expect(() => connectionOptions(text)).toThrow(/^The database URL cannot be read((?!secret).)*$/);
    }
  });
});

describe('the URLs of the embedded server', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await cloneDatabase(TEMPLATE);
  });

  afterAll(() => database.drop());

  test('connect postgres.js', async () => {
    const sql = postgres({ ...connectionOptions(database.appUrl), max: 1 });
    expect(await sql`SELECT current_user AS who`).toEqual([{ who: 'docket_app' }]);
    await sql.end();
  });

  test('connect node-pg, as Prisma uses it', async () => {
    const adapter = await new PrismaPg({ connectionString: database.appUrl }).connect();
    const result = await adapter.queryRaw({ sql: 'SELECT current_user::text', args: [], argTypes: [] });
    expect(result.rows).toEqual([['docket_app']]);
    await adapter.dispose();
  });
});
