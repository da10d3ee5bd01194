import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openObjectReader } from '@/ingest/sources/git-objects.ts';
import { openSource } from '@/ingest/sources/open-source.ts';

let folder = '';
let gitDir = '';
const path = process.env['PATH'] ?? '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docket-objects-'));
  gitDir = join(folder, 'x.git');
  execFileSync('git', ['init', '--bare', '--quiet', gitDir]);
});
afterEach(async () => {
  process.env['PATH'] = path;
  await rm(folder, { recursive: true });
});

/** A git whose first conversations end after so many bytes; an object of the test takes 100. */
async function putDyingGit(ends: readonly number[]): Promise<void> {
  const real = execFileSync('sh', ['-c', 'command -v git']).toString().trim();
  const cases = ends.map((bytes, n) => `${n + 1}) end=${bytes};;`).join('\n');
  // Shell keeps no end of our pipe: git writes into a pipe of its own, and `head` ends when it has its bytes.
  const script = `#!/bin/sh
echo >> '${folder}/runs'
run=$(wc -l < '${folder}/runs' | tr -d ' ')
case "$run" in
${cases}
*) exec '${real}' "$@";;
esac
mkfifo '${folder}/pipe'$run
exec 3<&0
'${real}' "$@" <&3 > '${folder}/pipe'$run &
exec head -c $end '${folder}/pipe'$run
`;
  await writeFile(join(folder, 'git'), script, { mode: 0o755 });
  process.env['PATH'] = `${folder}${delimiter}${path}`;
}

/** `expected`: the first letter of each object, or its kind. */
async function check(ends: readonly number[], expected: readonly string[]): Promise<void> {
  const oids = ['a', 'b', 'c'].map((letter) =>
    execFileSync('git', ['--git-dir', gitDir, 'hash-object', '-w', '--stdin'], { input: letter.repeat(50) })
      .toString()
      .trim(),
  );
  await putDyingGit(ends);
  const reader = openObjectReader(gitDir, 1000);
  const found: string[] = [];
  for await (const object of reader.read([...oids, '0'.repeat(40)])) {
    found.push(object.kind === 'object' ? Buffer.from(object.bytes).toString('latin1', 0, 1) : object.kind);
  }
  reader.close();
  expect(found).toEqual(expected);
}

test('a git that is killed costs no object', async () => {
  await check([150], ['a', 'b', 'c', 'missing']);
});
test('killed again and again, too, as long as it goes on', async () => {
  await check([150, 150], ['a', 'b', 'c', 'missing']);
});
test('an object that ends git twice is left out, and the others come', async () => {
  await check([150, 40], ['a', 'damaged', 'c', 'missing']);
});

test('without git the remedy is to install it', async () => {
  process.env['PATH'] = folder;
  await expect(openSource(gitDir, { list: null, cursor: null, home: folder })).rejects.toMatchObject({
    message: expect.stringContaining('git is not installed'),
    remedy: expect.stringContaining('Install git'),
  });
});
