import { mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppError } from '@/lib/base/app-error.ts';
import { acquireDatabase } from './acquire.ts';
import { makeFolder } from './make-folder.ts';

/** What an operator may write into DOCKET_HOME and no server can live in: refused before anything is made. */

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docket-home-path-'));
  await writeFile(join(folder, 'file'), 'x');
  await symlink('nowhere', join(folder, 'link'));
  await symlink('loop', join(folder, 'loop'));
});
afterAll(() => rm(folder, { recursive: true }));

async function refusal(home: string): Promise<string> {
  const refused = await acquireDatabase({ home, env: { PATH: process.env['PATH'] } }).catch(
    (e: unknown) => e,
  );
  if (refused instanceof AppError) return `${refused.message} ${refused.remedy}`;
  throw refused;
}

test('a path that the programs of PostgreSQL take for something else', async () => {
  for (const name of ['a"b', 'a$b', 'a`b', 'a\\b', 'a\nb'])
    expect(await refusal(join(folder, name))).toMatch(/ in it, which PostgreSQL .*DOCKET_HOME/s);
});

test('a path, or a name in it, that is too long', async () => {
  expect(await refusal(join(folder, 'x'.repeat(256)))).toMatch(/too long.*DOCKET_HOME/s);
  expect(await refusal(join(folder, `${'y'.repeat(200)}/`.repeat(5)))).toMatch(/too long.*DOCKET_HOME/s);
});

test('a symbolic link that leads nowhere, as to a disk that is not mounted', async () => {
  for (const name of ['link', 'loop', 'link/below', 'loop/below'])
    expect(await refusal(join(folder, name))).toMatch(
      /\/(?:link|loop) is a symbolic link that leads nowhere.*mounted/,
    );
});

test('a place below a file', async () => {
  expect(await refusal(join(folder, 'file', 'home'))).toMatch(/\/file is not a folder/);
  expect(await refusal(join(folder, 'file', 'home', 'below'))).toMatch(/\/file is not a folder/);
});

test('nothing was made', async () => {
  expect((await readdir(folder)).sort()).toEqual(['file', 'link', 'loop']);
});

test('what is made above a home has its rights whatever the umask is', async () => {
  const before = process.umask(0o077);
  try {
    await makeFolder(join(folder, 'made', 'home'), 0o711);
  } finally {
    process.umask(before);
  }
  expect((await stat(join(folder, 'made'))).mode & 0o777).toBe(0o711);
  await rm(join(folder, 'made'), { recursive: true });
});
