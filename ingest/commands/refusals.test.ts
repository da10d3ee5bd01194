import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runDocket } from '@/ingest/hostile/test-run-docket.ts';
import { cloneDatabase, type TestDatabase } from '@/ingest/postgres/test-database.ts';
import { TEMPLATE } from '@/ingest/test-setup.ts';

/** What is refused says the cause on one line and the remedy on the next, in the same words in every command. */

const SAMPLE = join(import.meta.dirname, '../sample/zero-range.mbox');

let home = '';
let database: TestDatabase;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'docket-refusals-'));
  database = await cloneDatabase(TEMPLATE);
});
afterAll(async () => {
  await database.drop();
  await rm(home, { recursive: true });
});

async function check(args: readonly string[], cause: string, remedy: string): Promise<void> {
  const { code, stdout, stderr } = await runDocket(database, home, args);
  expect([code, stdout, stderr]).toEqual([2, '', `docket ${args[0]}: ${cause}\n  remedy: ${remedy}\n`]);
}

test('a file that is not there', async () => {
  const [file, cause] = [join(home, 'none'), `There is no ${join(home, 'none')}.`];
  for (const args of [
    ['ingest', file],
    ['analyze', file, '--json'],
    ['mailmap', file],
    ['check', '--script', file],
    ['judgements', 'import', file],
  ]) {
    await check(args, cause, 'Check the path.');
  }
  const deep = join(file, 'log.jsonl');
  await check(['judgements', 'export', deep], `There is no folder ${file}.`, 'Check the path.');
});

test('a file that is a folder', () =>
  check(['mailmap', home], `${home} cannot be read: it is a folder.`, 'Check the path and its permissions.'));

test('a list that the archive does not have', async () => {
  const cause = 'There is no list nosuch in this archive.';
  const empty = 'docket ingest SOURCE; nothing was read yet.';
  await check(['digest', '--list', 'nosuch'], cause, empty);
  expect((await runDocket(database, home, ['ingest', '--list', 'known', SAMPLE])).code).toBe(0);
  await check(['digest', '--list', 'nosuch'], cause, 'Lists are known.');
  await check(['search', '--list', 'nosuch', 'flush'], cause, 'Lists are known.');
});

test('a worker that is given arguments', () =>
  check(
    ['worker', 'x'],
    "Unexpected argument 'x'. This command does not take positional arguments",
    'docket worker --help',
  ));

test('an option that is unknown is said without advice on others', () =>
  check(['ingest', '--nosuch'], "Unknown option '--nosuch'", 'docket ingest --help'));

test('a digest of a time that ends before it begins', () =>
  check(
    ['digest', '--since', '2024-08-28', '--until', '2024-08-22'],
    '--since is after --until.',
    'Give the earlier time as --since.',
  ));

test('a search for nothing', () =>
  check(
    ['search', ' '],
    'There is nothing to search for.',
    'Give words or operators; docket search --help lists them',
  ));

test('ingest makes no data folder for what it refuses', async () => {
  const fresh = join(home, 'fresh');
  for (const [source, cause] of [
    ['https://evil.example/list/', 'Docket may not fetch from evil.example'],
    ['https://lore.kernel.org/linux-xfs/?q=x', ''],
    ['ssh://git@host/x', 'Docket does not read from'],
    [join(home, 'nothing'), 'There is no '],
  ] as const) {
    const { code, stderr } = await runDocket(null, fresh, ['ingest', SAMPLE, source]);
    expect([source, code]).toEqual([source, 2]);
    expect(stderr).toContain(`docket ingest: ${cause}`);
    await expect(access(fresh)).rejects.toThrow('ENOENT');
  }
});

test('a home that cannot be made is refused by every command that keeps something there', async () => {
  const bundle = join(home, 'v2.bundle');
  await writeFile(bundle, '# v2 git bundle\n\n');
  for (const [nowhere, code] of [
    ['/proc/docket', 'ENOENT'],
    [bundle, 'ENOTDIR'],
  ] as const) {
    const { stdout, stderr, code: exit } = await runDocket(null, nowhere, ['analyze', bundle, '--json']);
    const remedy = 'remedy: Set DOCKET_HOME to a folder you may write.';
    expect([exit, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(
      new RegExp(`^docket analyze: Cannot make the folder ${nowhere}/?[^ ]*: ${code}\\.\n +${remedy}\n$`),
    );
    const doctor = await runDocket(null, nowhere, ['doctor']);
    expect([doctor.code, doctor.stderr]).toEqual([1, '']);
    expect(doctor.stdout).toContain('FAIL database');
  }
});
