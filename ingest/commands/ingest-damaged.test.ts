import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ran, runDocket } from '@/ingest/hostile/test-run-docket.ts';
import { cloneDatabase, type TestDatabase } from '@/ingest/postgres/test-database.ts';
import { TEMPLATE } from '@/ingest/test-setup.ts';

/** What a script hears of a download that was cut off. */

const COUNT = 300;
let folder = '';
let database: TestDatabase;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docket-damaged-'));
  database = await cloneDatabase(TEMPLATE);
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

/** Words that differ, so that gzip does not make one block of all. */
function mbox(): string {
  return Array.from({ length: COUNT }, (_, n) => {
    const words = Array.from({ length: 60 }, (__, at) => ((n + 1) * (at + 7) * 7_919).toString(36)).join(' ');
    return `From a@b Thu Jan  1 00:00:00 1970\nFrom: A <a@x>\nMessage-ID: <${n}@x>\nSubject: s\n\n${words}\n\n`;
  }).join('');
}

function ingest(...args: readonly string[]): Promise<Ran> {
  return runDocket(database, join(folder, 'home'), ['ingest', '--json', ...args]);
}

test('a damaged source is read as far as it goes, and the exit code says that it was', async () => {
  const path = join(folder, 'cut.mbox.gz');
  const packed = gzipSync(mbox());
  await writeFile(path, packed.subarray(0, packed.length - 2_000));
  const cut = await ingest(path);
  const counts = JSON.parse(cut.stdout);
  expect([cut.code, counts.damaged, counts.problems]).toEqual([1, true, 1]);
  expect(cut.stderr).toContain('source-damaged');
  expect(counts.stored).toBeGreaterThan(100);

  const whole = join(folder, 'whole.mbox');
  await writeFile(whole, mbox());
  // The others are read all the same.
  await writeFile(path, packed.subarray(0, packed.length - 1_000));
  const both = await ingest(path, whole);
  const lines = both.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect([both.code, ...lines.map(({ damaged }) => damaged)]).toEqual([1, true, false]);

  await writeFile(path, packed.subarray(0, packed.length - 500));
  expect((await ingest('--all')).code).toBe(1);
  await writeFile(path, packed);
  const mended = await ingest(path);
  expect([mended.code, JSON.parse(mended.stdout)]).toMatchObject([0, { damaged: false, problems: 0 }]);
});
