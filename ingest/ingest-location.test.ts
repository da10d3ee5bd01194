import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ingestLocation } from '@/ingest/ingest-location.ts';
import type { DatabaseLease } from '@/ingest/postgres/acquire.ts';
import { cloneDatabase, type TestDatabase } from '@/ingest/postgres/test-database.ts';
import { TEMPLATE } from '@/ingest/test-setup.ts';
import { connectionOptions } from '@/lib/store/connection-options.ts';

const MAIL = `From ann@example.org Thu Jul 18 10:00:00 2024
From: Ann <ann@example.org>
Date: Thu, 18 Jul 2024 10:00:00 +0000
Message-ID: <a@example.org>
Subject: x

text
`;

let database: TestDatabase;
let sql: Sql;
let folder: string;
let file: string;

beforeAll(async () => {
  database = await cloneDatabase(TEMPLATE);
  sql = postgres({ ...connectionOptions(database.appUrl), max: 4, onnotice: () => undefined });
  folder = await mkdtemp(join(tmpdir(), 'docket-location-'));
  file = join(folder, 'devel.mbox');
  await writeFile(file, MAIL);
});
afterAll(async () => {
  await sql.end();
  await database.drop();
  await rm(folder, { recursive: true });
});

async function check(list: string | null, expected: readonly string[], unchanged: boolean): Promise<void> {
  // Only whether the server is ours is asked of the lease: an external one guards its own disk.
  const lease = { embedded: false } as DatabaseLease;
  expect((await ingestLocation({ sql, lease }, file, list)).unchanged).toBe(unchanged);
  const [row] = await sql`SELECT lists FROM derived.thread`;
  expect(row?.['lists']).toEqual(expected);
}

test('a source that is given another list is read again for it', async () => {
  await check(null, ['devel'], false);
  await check(null, ['devel'], true);
  await check('other', ['devel', 'other'], false);
  // No list given: the one it was given before.
  await check(null, ['devel', 'other'], true);
});
