import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { cloneDatabase, type TestDatabase } from '@/ingest/postgres/test-database.ts';
import { TEMPLATE } from '@/ingest/test-setup.ts';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';
import { EVERY_DESIGN, noteChanged, onChanged } from '@/lib/store/database/live.ts';

/** Nothing listens on port 1. */
const AWAY = 'postgresql://docket:x@127.0.0.1:1/docket';

let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase(TEMPLATE);
});
afterAll(async () => {
  delete process.env['DOCKET_WEB_DATABASE_URL'];
  await database.drop();
});

test('who comes while the database is away is told so, and the next one hears again', async () => {
  process.env['DOCKET_WEB_DATABASE_URL'] = AWAY;
  const early = await Promise.allSettled([onChanged(() => undefined), onChanged(() => undefined)]);
  expect(early.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  process.env['DOCKET_WEB_DATABASE_URL'] = database.appUrl;
  const heard: string[] = [];
  const stops = await Promise.all([1, 2].map((n) => onChanged((id) => heard.push(`${n} ${id}`))));
  const writer = postgres({ ...connectionOptions(database.appUrl), max: 1, onnotice: () => undefined });
  await noteChanged(writer, ['thread@x']);
  await vi.waitFor(() => expect(heard).toEqual(['1 thread@x', '2 thread@x']), 30_000);
  stops[0]?.();
  await noteChanged(writer, ['other@x']);
  await vi.waitFor(() => expect(heard.slice(2)).toEqual(['2 other@x']), 30_000);
  stops[1]?.();
  await writer.end();
});

test('who listened while the database was away is told that anything may have changed, and hears again', async () => {
  process.env['DOCKET_WEB_DATABASE_URL'] = database.appUrl;
  const heard: string[] = [];
  const stop = await onChanged((id) => heard.push(id));
  const options = { max: 1, onnotice: () => undefined } as const;
  const writer = postgres({ ...connectionOptions(database.appUrl), ...options });
  const url = new URL(database.adminUrl);
  const name = url.pathname.slice(1);
  // PostgreSQL disallows connections of another database only.
  url.pathname = '/postgres';
  const admin = postgres({ ...connectionOptions(url.href), ...options });
  await noteChanged(writer, ['before@x']);
  await vi.waitFor(() => expect(heard).toEqual(['before@x']), 30_000);
  await admin.unsafe(`ALTER DATABASE "${name}" ALLOW_CONNECTIONS false`);
  await admin`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = ${name} AND query ILIKE 'listen%'`;
  const listening = (): Promise<unknown> =>
    admin`SELECT FROM pg_stat_activity WHERE datname = ${name} AND query ILIKE 'listen%'`;
  await vi.waitFor(async () => expect(await listening()).toHaveLength(0), 30_000);
  await noteChanged(writer, ['missed@x']);
  await sleep(500);
  expect(heard).toEqual(['before@x']);
  await admin.unsafe(`ALTER DATABASE "${name}" ALLOW_CONNECTIONS true`);
  await vi.waitFor(() => expect(heard).toEqual(['before@x', EVERY_DESIGN]), 30_000);
  await noteChanged(writer, ['after@x']);
  await vi.waitFor(() => expect(heard).toEqual(['before@x', EVERY_DESIGN, 'after@x']), 30_000);
  stop();
  // Nothing is left that listens.
  await vi.waitFor(async () => expect(await listening()).toHaveLength(0), 30_000);
  await Promise.all([writer.end(), admin.end()]);
});
