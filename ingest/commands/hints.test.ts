import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runDocket } from '@/ingest/hostile/test-run-docket.ts';
import { cloneDatabase, type TestDatabase } from '@/ingest/postgres/test-database.ts';
import { TEMPLATE } from '@/ingest/test-setup.ts';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';

/** What looks like an answer, and is none because something was mistyped, says so on standard error. */

const COVER = '20260413091244.48213-1-maren@emberworks.example.com';

let home = '';
let database: TestDatabase;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'docket-hints-'));
  database = await cloneDatabase(TEMPLATE);
  const sample = join(import.meta.dirname, '../sample/zero-range.mbox');
  expect((await runDocket(database, home, ['ingest', sample])).code).toBe(0);
});
afterAll(async () => {
  await database.drop();
  await rm(home, { recursive: true });
});

async function check(args: readonly string[], expected: number, words: string): Promise<void> {
  const { code, stderr } = await runDocket(database, home, args);
  expect([code, stderr]).toEqual([expected, words]);
}

test('a search with an operator that is none', () =>
  check(
    ['search', 'stauts:open'],
    1,
    'stauts: is no operator and was looked for as a word; did you mean status: ?\n',
  ));

test('a digest for somebody who never wrote', async () => {
  const hint = 'Nobody here writes from x@y.example; docket search f:NAME finds the mails of a person.\n';
  await check(['digest', '--person', 'x@y.example'], 0, hint);
  await check(
    ['digest', '--person', 'maren@emberworks.example.com', '--since', '2001-01-01', '--until', '2001-01-02'],
    0,
    '',
  );
});

test('a digest of a time after the newest mail', async () => {
  const { code, stdout, stderr } = await runDocket(database, home, ['digest', '--since', '2100-01-01']);
  expect([code, stderr]).toEqual([
    0,
    expect.stringMatching(/^Nothing here is newer than 20\d\d-[-\d: ]+ UTC\.\n$/),
  ]);
  // No time that ends before it begins.
  expect(stdout).toContain('2100-01-01 00:00 to 2100-01-01 00:00 UTC\nNothing changed.\n');
});

test('a range-diff of one series, and one with the series that is missing, first or second', async () => {
  await check(
    ['show', 'range-diff', COVER],
    2,
    'docket show: A range-diff is of two series.\n  remedy: docket show range-diff MESSAGE-ID MESSAGE-ID\n',
  );
  for (const ids of [
    [COVER, 'none@x.example'],
    ['none@x.example', COVER],
  ]) {
    await check(
      ['show', 'range-diff', ...ids],
      1,
      'docket show: the archive has no series with none@x.example\n' +
        '  remedy: ingest it, e.g. docket ingest https://lore.kernel.org/all/none%40x.example/\n',
    );
  }
});

test('an address without a host', () =>
  check(
    ['ingest', 'https://'],
    2,
    'docket ingest: https:// is no address: it names no host.\n' +
      '  remedy: Give it whole, e.g. https://lore.kernel.org/linux-xfs/\n',
  ));

test('remedies fit a terminal of 80 columns', async () => {
  const asked = [['doctor'], ['check', '--scenario', 'nosuch-unwritten'], ['check', '--strategy', 'nosuch']];
  for (const args of asked) {
    const { stdout, stderr } = await runDocket(database, home, args);
    expect(`${stdout}${stderr}`).toMatch(/remedy: |^ok /m);
    expect(`${stdout}${stderr}`.split('\n').filter((line) => line.length > 80)).toEqual([]);
  }
});

test('a mailmap is taken away where none is', async () => {
  const { code, stdout } = await runDocket(database, home, ['mailmap', '--clear']);
  expect([code, stdout]).toEqual([0, 'No mailmap was in use; nothing is derived anew.\n']);
});

test('judgements are read from standard input', async () => {
  const { code, stdout } = await runDocket(database, home, ['judgements', 'import', '-']);
  expect([code, stdout]).toEqual([
    0,
    '0 entries added, 0 known, 0 about messages that were taken down here\n',
  ]);
});

test('and written to standard output', async () => {
  const { code, stdout } = await runDocket(database, home, ['judgements', 'export', '-']);
  expect([code, stdout]).toEqual([0, '']);
});

/** A patch, and an answer that quotes it first. */
const ANSWERED = [
  'From mboxrd@z Thu Jan  1 00:00:00 1970\nFrom: Ann <ann@docket.example>\nDate: Mon, 4 May 2026 09:00:00 +0000\n' +
    'Subject: [PATCH] lamp: keep the wick dry\nMessage-ID: <wick-1@docket.example>\n\nThe wick gets wet in rain.\n' +
    '---\ndiff --git a/wick.c b/wick.c\n--- a/wick.c\n+++ b/wick.c\n@@ -1 +1 @@\n-wet\n+dry\n',
  'From mboxrd@z Thu Jan  1 00:00:00 1970\nFrom: Bob <bob@docket.example>\nDate: Mon, 4 May 2026 10:00:00 +0000\n' +
    'Subject: Re: [PATCH] lamp: keep the wick dry\nMessage-ID: <wick-2@docket.example>\n' +
    'In-Reply-To: <wick-1@docket.example>\n\nOn Mon, 4 May 2026 Ann wrote:\n> The wick gets wet in rain.\n\n' +
    'I will read it on the boat tomorrow.\n',
].join('\n');

test('a digest has the own words of an answer, not those it quotes', async () => {
  const file = join(home, 'lamps.txt');
  await writeFile(file, ANSWERED);
  expect((await runDocket(database, home, ['ingest', file])).code).toBe(0);
  // The list is named after the file, without its ending.
  const { stdout } = await runDocket(database, home, ['digest', '--list', 'lamps', '--since', '2026-05-04']);
  expect(stdout).toContain('somebody answered\n       “I will read it on the boat tomorrow.”\n');
});

test('doctor says how to find the source that was damaged', async () => {
  const file = join(home, 'cut.mbox.gz');
  await writeFile(file, gzipSync(ANSWERED).subarray(0, 300));
  await runDocket(database, home, ['ingest', file]);
  const { code, stdout } = await runDocket(database, home, ['doctor']);
  expect(code).toBe(1);
  expect(stdout.replace(/\s+/g, ' ')).toContain(
    '1 source had damaged parts remedy: docket sources says which',
  );
});

test('an error that quotes mail does not steer the terminal', async () => {
  const file = join(home, 'lamps.txt');
  await writeFile(file, ANSWERED);
  await runDocket(database, home, ['ingest', file]);
  const sql = postgres({ ...connectionOptions(database.ownerUrl), max: 1, onnotice: () => undefined });
  try {
    await sql`DELETE FROM derived.series WHERE thread_id = 'wick-1@docket.example'`;
    const reason = 'odd \u001b]0;mine\u0007 words';
    await sql`INSERT INTO derived.thread_failure VALUES ('wick-1@docket.example', ${reason}) ON CONFLICT DO NOTHING`;
    const shown = await runDocket(database, home, ['show', 'series', 'wick-1@docket.example']);
    expect([shown.code, shown.stderr]).toEqual([
      2,
      expect.stringContaining('could not be told: odd \ufffd]0;mine'),
    ]);
    const looked = await runDocket(database, home, ['doctor']);
    expect(looked.stdout).toContain('failed for 1 thread');
    for (const text of [shown.stderr, looked.stdout]) expect(text).not.toContain('\u001b');
  } finally {
    await sql.end();
  }
});
