import { execFileSync, spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ingestLocation } from '@/ingest/pipeline/ingest-location.ts';
import { rememberedSources } from '@/ingest/pipeline/remembered.ts';
import type { DatabaseLease } from '@/ingest/postgres/acquire.ts';
import { cloneDatabase, type TestDatabase } from '@/ingest/postgres/test-database.ts';
import { openSource } from '@/ingest/sources/open-source.ts';
import { TEMPLATE } from '@/ingest/test-setup.ts';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';
import { listSources, registerSource } from '@/lib/store/sources/source.ts';

/** What passes once: a FIFO, and what a shell opens for a command: `docket ingest <(xz -dc list.mbox.xz)`. */

const MBOX =
  'From mboxrd@z Thu Jan  1 00:00:00 1970\n' +
  'From: Ann <ann@example.org>\nSubject: words\nMessage-ID: <a@x>\n\nWords.\n\n';

let folder: string;
let file: string;
let database: TestDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await cloneDatabase(TEMPLATE);
  sql = postgres({ ...connectionOptions(database.appUrl), max: 4, onnotice: () => undefined });
  folder = await mkdtemp(join(tmpdir(), 'docket-stream-'));
  file = join(folder, 'mbox');
  await writeFile(file, MBOX);
});
afterAll(async () => {
  await sql.end();
  await database.drop();
  await rm(folder, { recursive: true });
});

/** A FIFO with somebody who writes the mbox into it. */
function makeFifo(name: string): string {
  const path = join(folder, name);
  execFileSync('mkfifo', [path]);
  spawn('sh', ['-c', 'cat "$1" > "$2"', 'sh', file, path], { stdio: 'ignore' });
  return path;
}

function ingest(location: string): ReturnType<typeof ingestLocation> {
  // Only whether the server is ours is asked of the lease: an external one guards its own disk.
  return ingestLocation({ sql, lease: { embedded: false } as DatabaseLease }, location, null);
}

test('an open file of this process, which has no name of its own, is read like standard input', async () => {
  const path = makeFifo('open');
  // Reading it closes it.
  const fd = openSync(path, 'r');
  await rm(path);
  const source = await openSource(`/dev/fd/${fd}`, { list: null, cursor: null, home: folder });
  expect([source.name, source.fallbackList, source.kind]).toEqual(['stdin', 'inbox', 'stream']);
  const kinds: string[] = [];
  for await (const event of source.events()) kinds.push(event.kind);
  expect(kinds).toEqual(['message']);
});

test('one that is not open is not there', async () => {
  const opened = openSource('/dev/fd/987', { list: null, cursor: null, home: folder });
  await expect(opened).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('a FIFO that was read is not asked again for what is new: it would be waited for without end', async () => {
  expect(await ingest(makeFifo('fifo'))).toMatchObject({ stored: 1 });
  await ingest(file);
  // Of an older Docket, which took it for a file.
  await registerSource(sql, { name: '/dev/stdin', location: '/dev/stdin', list: null });
  expect(await listSources(sql)).toHaveLength(3);
  expect((await rememberedSources(sql)).map(({ location }) => location)).toEqual([file]);
});
