import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { keepListening } from '@/ingest/letters/keep-listening.ts';
import { cloneDatabase, type TestDatabase } from '@/ingest/postgres/test-database.ts';
import { TEMPLATE } from '@/ingest/test-setup.ts';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';
import { noteChanged } from '@/lib/store/database/live.ts';

/** Nothing listens on port 1. */
const AWAY = 'postgresql://docket:x@127.0.0.1:1/docket';
const BACKOFF = { first: 20, most: 80 };

let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase(TEMPLATE);
});
afterAll(async () => {
  delete process.env['DOCKET_WEB_DATABASE_URL'];
  await database.drop();
});

test('a LISTEN that was refused at the start is tried again, and what was missed is looked for', async () => {
  process.env['DOCKET_WEB_DATABASE_URL'] = AWAY;
  const stop = new AbortController();
  let woken = 0;
  const kept = keepListening(
    stop.signal,
    () => {
      woken += 1;
    },
    BACKOFF,
  );
  await sleep(100);
  expect(woken).toBe(0);
  process.env['DOCKET_WEB_DATABASE_URL'] = database.appUrl;
  await vi.waitFor(() => expect(woken).toBe(1), 30_000);
  const writer = postgres({ ...connectionOptions(database.appUrl), max: 1, onnotice: () => undefined });
  await noteChanged(writer, ['thread@x']);
  await vi.waitFor(() => expect(woken).toBe(2), 30_000);
  stop.abort();
  await kept;
  await noteChanged(writer, ['thread@x']);
  await writer.end();
  expect(woken).toBe(2);
});

test('it ends when it is told to, also while the database is away', async () => {
  process.env['DOCKET_WEB_DATABASE_URL'] = AWAY;
  const stop = new AbortController();
  const kept = keepListening(stop.signal, () => undefined, { first: 60_000, most: 60_000 });
  await sleep(50);
  stop.abort();
  await expect(kept).resolves.toBeUndefined();
});
