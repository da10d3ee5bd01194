import postgres from 'postgres';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { cloneDatabase, type TestDatabase } from '@/ingest/postgres/test-database.ts';
import { TEMPLATE } from '@/ingest/test-setup.ts';
import { connectionOptions } from '@/lib/store/connection-options.ts';
import { noteChanged, onChanged } from '@/lib/store/live.ts';

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
