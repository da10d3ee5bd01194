import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runDocket } from '@/ingest/hostile/test-run-docket.ts';
import { cloneDatabase, type TestDatabase } from '@/ingest/postgres/test-database.ts';
import { TEMPLATE } from '@/ingest/test-setup.ts';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';
import { registerSource } from '@/lib/store/sources/source.ts';

const COMMIT = `commit refs/heads/master
committer A <a@b> 1000000000 +0000
data 1
x
M 100644 inline m
data 38
From: a@b
Subject: one

Words of one.
`;

let database: TestDatabase;
let home = '';

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'docket-sources-'));
  database = await cloneDatabase(TEMPLATE);
});
afterAll(async () => {
  await database.drop();
  await rm(home, { recursive: true });
});

test('of an inbox what was asked for is deleted', async () => {
  const page = 'https://lore.kernel.org/linux-xfs/';
  const mirror = join(home, 'mirrors', createHash('sha256').update(page).digest('hex').slice(0, 32));
  for (const epoch of [0, 1]) await mkdir(join(mirror, `${epoch}.git`), { recursive: true });
  const sql = postgres({ ...connectionOptions(database.appUrl), max: 1, onnotice: () => undefined });
  for (const name of [page, `${page}0`]) await registerSource(sql, { name, location: name, list: null });
  await sql.end();
  await runDocket(database, home, ['sources', 'remove', `${page}0`]);
  expect(await readdir(mirror)).toEqual(['1.git']);
  await runDocket(database, home, ['sources', 'remove', page]);
  expect(await readdir(join(home, 'mirrors'))).toEqual([]);
});

test('a source that is forgotten leaves no mirror behind', async () => {
  const [gitDir, bundle] = [join(home, 'epoch.git'), join(home, 'x.bundle')];
  const git = (args: readonly string[], input = ''): Buffer =>
    execFileSync('git', [`--git-dir=${gitDir}`, ...args], { input });
  git(['init', '--bare', '--quiet', '--initial-branch=master']);
  git(['fast-import', '--quiet'], COMMIT);
  git(['bundle', 'create', '-q', bundle, 'master']);
  expect((await runDocket(database, home, ['ingest', bundle])).code).toBe(0);
  expect(await readdir(join(home, 'mirrors'))).toHaveLength(1);
  expect((await runDocket(database, home, ['sources', 'remove', bundle])).stdout).toContain('forgot');
  expect(await readdir(join(home, 'mirrors'))).toEqual([]);
});

test('a source that is not known is named as it was given, and one of a thing is one', async () => {
  const { code, stderr } = await runDocket(database, home, ['sources', 'remove', 'nosuch']);
  expect([code, stderr]).toEqual([
    1,
    'docket sources: There is no source nosuch.\n  remedy: docket sources lists them\n',
  ]);
  const sample = join(import.meta.dirname, '../sample/zero-range.mbox');
  const { stdout } = await runDocket(database, home, ['ingest', sample]);
  expect(stdout).toContain('38 stored, 1 duplicate, 0 problems');
  expect((await runDocket(database, home, ['sources'])).stdout).toContain('1 duplicate, 0 removed');
});
