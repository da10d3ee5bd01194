import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeNewFile } from '@/ingest/judgements/write-new-file.ts';
import { fileRefusal } from '@/ingest/pipeline/file-refusal.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docket-new-file-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function* parts(failure: Error | null): AsyncGenerator<string> {
  yield 'one\n';
  if (failure !== null) throw failure;
  yield 'two\n';
}

test('all of it is there at once, for its owner alone', async () => {
  const file = join(folder, 'whole');
  await writeNewFile(file, parts(null));
  expect(await readFile(file, 'utf8')).toBe('one\ntwo\n');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(['whole']);
});

test('what fails on the way leaves nothing', async () => {
  const before = await readdir(folder);
  await expect(writeNewFile(join(folder, 'half'), parts(new Error('away')))).rejects.toThrow('away');
  expect(await readdir(folder)).toEqual(before);
});

test('a file that is there stays as it is, also when it comes meanwhile', async () => {
  const file = join(folder, 'mine');
  async function* meanwhile(): AsyncGenerator<string> {
    yield 'one\n';
    await writeFile(file, 'mine\n');
  }
  for (const write of [() => writeNewFile(file, meanwhile()), () => writeNewFile(file, parts(null))]) {
    await expect(write()).rejects.toMatchObject({ code: 'BAD_INPUT', message: `${file} is there already.` });
    expect(await readFile(file, 'utf8')).toBe('mine\n');
  }
  expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test.each([
  ['ENOSPC', 'the disk is full', /^Free some space/],
  ['EDQUOT', 'the quota of the disk is used up', /^Free some space/],
  ['EACCES', 'permission denied', /^Check the path/],
])('%s has its words and its remedy', (code, words, remedy) => {
  const error = Object.assign(new Error(code), { code });
  expect(fileRefusal('/x/log', error, { what: 'written' })).toMatchObject({
    message: `/x/log cannot be written: ${words}.`,
    remedy: expect.stringMatching(remedy),
  });
});
