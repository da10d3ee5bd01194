import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runDocket } from '@/ingest/hostile/test-run-docket.ts';
import type { TestDatabase } from '@/ingest/postgres/test-database.ts';
import { cloneForPages } from '@/ingest/test-setup.ts';

/** Names of files that somebody unlucky has, and words that were mistyped. */

const MBOX =
  'From mboxrd@z Thu Jan  1 00:00:00 1970\nFrom: Ann <ann@example.org>\nMessage-ID: <a@x>\n\nWords.\n';

let home = '';
let database: TestDatabase;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'docket-names-'));
  database = await cloneForPages();
}, 120_000);
afterAll(async () => {
  await database.drop();
  await rm(home, { recursive: true });
});

async function run(...args: readonly string[]): Promise<readonly [number | null, string, string]> {
  const { code, stdout, stderr } = await runDocket(database, home, args);
  return [code, stdout.replaceAll(home, ''), stderr.replaceAll(home, '')];
}

test('a name with a line break or an escape sequence stays on its line', async () => {
  const path = join(home, 'new\nline\x1b[31m.mbox');
  await writeFile(path, MBOX);
  const shown = String.raw`$'/new\x0aline\x1b[31m.mbox'`;
  const [, ingested] = await run('ingest', path);
  expect(ingested).toMatch(/ 1 stored, 0 duplicates, 0 problems in [\d.]+ s\n$/);
  expect(ingested.startsWith(`${shown}: `)).toBe(true);
  expect((await run('sources'))[1].split('\n')[0]).toBe(shown);
  expect((await run('sources', 'remove', path))[1]).toBe(`forgot ${shown}\n`);
  const missing = await run('ingest', join(home, 'no\nfile'));
  const cause = String.raw`There is no $'/no\x0afile'.`;
  expect(missing[2]).toBe(`docket ingest: ${cause}\n  remedy: Check the path.\n`);
});

test('a name that is not UTF-8 says that it is the name', async () => {
  const [code, , errors] = await run('ingest', join(home, 'caf\ufffd.mbox'));
  expect([code, errors]).toEqual([
    2,
    'docket ingest: There is no /caf\ufffd.mbox.\n' +
      '  remedy: If its name is not UTF-8, rename it, or: docket ingest - < FILE\n',
  ]);
});

test('a file: address is the file, of this machine only', async () => {
  const path = join(home, 'a b.mbox');
  await writeFile(path, MBOX);
  const [code, stdout] = await run('ingest', pathToFileURL(path).href);
  expect([code, stdout]).toMatchObject([0, expect.stringMatching(/^\/a b\.mbox: 0 stored, 1 duplicate/)]);
  expect((await run('sources', 'remove', pathToFileURL(path).href))[1]).toBe('forgot /a b.mbox\n');
  for (const address of ['file://elsewhere/a.mbox', 'file:///a%2Fb']) {
    expect(await run('ingest', address)).toEqual([
      2,
      '',
      `docket ingest: ${address} is no file of this machine.\n  remedy: Give its path.\n`,
    ]);
  }
});

test('a word that is nearly one is told', async () => {
  const cases = [
    [['--hlep'], 'docket', 'Did you mean --help? '],
    [['sources', 'remvoe', 'x'], 'docket sources', 'Did you mean remove? '],
    [['judgements', 'exprot'], 'docket judgements', 'Did you mean export? '],
    [['export', 'desing', 'a@b'], 'docket export', 'Did you mean design? '],
  ] as const;
  for (const [args, who, hint] of cases) {
    const [code, , errors] = await run(...args);
    expect([code, errors.startsWith(`${who}: `)]).toEqual([2, true]);
    expect(errors).toContain(`\n  remedy: ${hint}`);
  }
});
