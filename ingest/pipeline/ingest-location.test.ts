import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ingestLocation } from '@/ingest/pipeline/ingest-location.ts';
import type { DatabaseLease } from '@/ingest/postgres/acquire.ts';
import { cloneDatabase, type TestDatabase } from '@/ingest/postgres/test-database.ts';
import { startTestSite } from '@/ingest/sources/patchwork/test-site.ts';
import { TEMPLATE } from '@/ingest/test-setup.ts';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';

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

test('a part of a Patchwork series that was not there is asked for again, what was read is not', async () => {
  const patch = (id: number): object => ({
    id,
    msgid: `<p${id}@example.org>`,
    date: '2024-07-18T13:02:08',
    name: `[${id}/2] x`,
    submitter: { name: 'Ann', email: 'ann@example.org' },
    content: 'words',
  });
  const event = { id: 1, category: 'patch-created', date: '2024-07-18T13:02:09', payload: {} };
  const series = {
    id: 5,
    project: { link_name: 'devel' },
    cover_letter: { id: 9 },
    patches: [{ id: 1 }, { id: 2 }],
    received_all: true,
  };
  let missing = 'patches/2/';
  const site = await startTestSite(() => (path) => {
    if (path === missing) return null;
    if (path.startsWith('1.3/events/')) return { body: [event] };
    if (path === 'series/5/') return { body: series };
    if (path.includes('/comments/')) return { body: [] };
    return { body: patch(Number(/\d+/.exec(path)?.[0])) };
  });
  process.env['DOCKET_ALLOWED_HOSTS'] = site.host;
  try {
    const lease = { embedded: false } as DatabaseLease;
    const ingest = (): ReturnType<typeof ingestLocation> =>
      ingestLocation({ sql, lease }, `${site.root}series/5/mbox/`, 'devel');
    expect(await ingest()).toMatchObject({ stored: 2, problems: 1, unchanged: false });
    missing = '';
    expect(await ingest()).toMatchObject({ stored: 1, problems: 0, unchanged: false });
    site.takeAsked();
    expect(await ingest()).toMatchObject({ stored: 0, duplicates: 0, problems: 0, unchanged: true });
    expect(site.takeAsked()).toHaveLength(1);
  } finally {
    delete process.env['DOCKET_ALLOWED_HOSTS'];
    await site.close();
  }
});
