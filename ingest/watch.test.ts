import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres, { type Sql } from 'postgres';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ingestLocation } from '@/ingest/pipeline/ingest-location.ts';
import { cloneDatabase, type TestDatabase } from '@/ingest/postgres/test-database.ts';
import { TEMPLATE } from '@/ingest/test-setup.ts';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';
import { listSources, removeSource, saveSourceProblem } from '@/lib/store/sources/source.ts';
import { backOffMs, parseEvery, watchSources } from './watch.ts';

let folder = '';
let database: TestDatabase;
let sql: Sql;
// Each try of a test begins with nothing.
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docket-watch-'));
  process.env['DOCKET_HOME'] = folder;
  database = await cloneDatabase(TEMPLATE);
  sql = postgres({ ...connectionOptions(database.appUrl), max: 3, onnotice: () => undefined });
});
afterEach(async () => {
  await sql.end();
  await database.drop();
  await rm(folder, { recursive: true });
});

/** Longer than the first bytes by which a file that grew is told from another one. */
const mbox = (...ids: readonly number[]): string =>
  ids
    .map(
      (n) =>
        `From a@b Thu Jan  1 00:00:00 1970\nMessage-ID: <${n}@x>\nSubject: s\nFrom: a@b\n\n${'b'.repeat(1_500)}\n\n`,
    )
    .join('');

async function ingest(location: string, list: string | null): ReturnType<typeof ingestLocation> {
  return ingestLocation({ sql, lease: { embedded: false } as never }, location, list);
}

test('a message that was left in a file that grew is no problem once it was read', async () => {
  const path = join(folder, 'grows.mbox');
  await writeFile(path, mbox(21));
  await ingest(path, 'devel');
  for (const code of ['source-unfinished', 'source-damaged'] as const)
    await saveSourceProblem(sql, path, { code, where: 'byte 1', detail: 'x' });
  expect((await listSources(sql))[0]).toMatchObject({ problems: 2 });
  await writeFile(path, mbox(21, 22));
  expect(await ingest(path, 'devel')).toMatchObject({ stored: 1 });
  const [source] = await listSources(sql);
  expect([source?.problems, source?.problemsShown.map(({ code }) => code)]).toEqual([1, ['source-damaged']]);
  await removeSource(sql, path);
});

test('sources are remembered with what they brought, and forgotten', async () => {
  const path = join(folder, 'a.mbox');
  await writeFile(path, mbox(1, 2));
  expect(await ingest(path, 'devel')).toMatchObject({ stored: 2, unchanged: false });
  expect(await ingest(path, 'devel')).toMatchObject({ stored: 0, duplicates: 0, unchanged: true });
  await writeFile(path, mbox(1, 2, 3));
  expect(await ingest(path, 'devel')).toMatchObject({ stored: 1, duplicates: 0, unchanged: false });
  const [source] = await listSources(sql);
  expect(source).toMatchObject({
    name: path,
    location: path,
    list: 'devel',
    kind: 'mbox',
    stored: 3,
    failure: null,
  });
  expect(source?.problemsShown).toEqual([]);
  await saveSourceProblem(sql, path, { code: 'source-damaged', where: 'byte 1', detail: 'x' });
  expect((await listSources(sql))[0]?.problemsShown).toEqual([
    { code: 'source-damaged', where: 'byte 1', detail: 'x' },
  ]);
  expect(source?.lastRunAt).toBeGreaterThan(Date.now() - 60_000);
  expect(await removeSource(sql, path)).toBe(true);
  expect(await removeSource(sql, path)).toBe(false);
  expect(await listSources(sql)).toEqual([]);
  await expect(ingest(join(folder, 'mistyped'), null)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await listSources(sql)).toEqual([]);
});

test('the watch reads on, and a source that fails does not stop the others', async () => {
  const [bad, good] = [join(folder, 'bad.mbox'), join(folder, 'good.mbox')];
  await writeFile(bad, mbox(10));
  await writeFile(good, mbox(11));
  await ingest(bad, null);
  await ingest(good, null);
  await rm(bad);
  await writeFile(good, mbox(11, 12));
  const stop = new AbortController();
  const lines: string[] = [];
  let readings = 0;
  await watchSources(sql, {
    everyMs: 20,
    signal: stop.signal,
    onLine: (line) => lines.push(line),
    ingest: async (location, list) => {
      readings += 1;
      if (readings === 4) await writeFile(bad, mbox(10, 13));
      if (readings === 40) stop.abort();
      return ingest(location, list);
    },
  });
  expect(lines[0]).toMatch(/bad\.mbox: failed, next try in 0 s: There is no .*bad\.mbox\. Check the path\.$/);
  expect(lines[1]).toMatch(/good\.mbox: 1 stored, 0 duplicates, 0 problems/);
  expect(lines.at(-1)).toMatch(/bad\.mbox: 1 stored/);
  const failures = (await listSources(sql)).map(({ failure }) => failure);
  expect(failures).toEqual([null, null]);
});

test('the watch outlives a database that does not answer', async () => {
  const path = join(folder, 'late.mbox');
  await writeFile(path, mbox(31));
  await ingest(path, null);
  const owner = postgres({ ...connectionOptions(database.ownerUrl), max: 1, onnotice: () => undefined });
  await owner`ALTER TABLE operational.source RENAME TO away`;
  const stop = new AbortController();
  const lines: string[] = [];
  let readings = 0;
  const watching = watchSources(sql, {
    everyMs: 20,
    signal: stop.signal,
    onLine: (line) => lines.push(line),
    ingest: async (location, list) => {
      readings += 1;
      stop.abort();
      return ingest(location, list);
    },
  });
  try {
    await vi.waitFor(() => expect(lines.length).toBeGreaterThan(1), 30_000);
  } finally {
    await owner`ALTER TABLE operational.away RENAME TO source`;
    await owner.end();
  }
  await watching;
  expect(lines[0]).toMatch(/^the sources cannot be looked up: /);
  expect(readings).toBe(1);
});

test('a failing source is noted as such', async () => {
  const path = join(folder, 'bad.mbox');
  await writeFile(path, mbox(10, 13));
  await ingest(path, null);
  await rm(path);
  await expect(ingest(path, null)).rejects.toThrow();
  const [bad] = await listSources(sql);
  expect(bad?.failure?.text).toMatch(/^There is no/);
  expect(bad?.stored).toBe(2);
});

test('back-off and spans', () => {
  expect([1, 2, 3, 99].map((failures) => backOffMs(300_000, failures))).toEqual([
    600_000, 1_200_000, 2_400_000, 3_600_000,
  ]);
  expect(backOffMs(7_200_000, 1)).toBe(7_200_000);
  expect(['90s', '5m', '1h'].map(parseEvery)).toEqual([90_000, 300_000, 3_600_000]);
  for (const text of ['', '5', '1s', '5 m', '-5m', '999999h'])
    expect(() => parseEvery(text)).toThrow(/no time to wait/);
});
