import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { corpusPath, withoutCorpus } from '@/ingest/corpus-path.ts';
import { checkTree, unexplainedProblemCodes } from '@/lib/architecture/check-tree.ts';
import { checkCorpusLines, corpusLines } from '@/lib/architecture/corpus-lines.ts';
import { checkNamedPaths } from '@/lib/architecture/named-paths.ts';
import { formatViolation, type SourceFile } from '@/lib/architecture/violation.ts';

/** The tree as it stands, judged by the rules of lib/architecture; `check-tree.test.ts` shows that each rule bites. */
const ROOT = join(import.meta.dirname, '..');
const NOT_TEXT = /\.(?:png|ico|jpg|webp|woff2|gz|bundle|bin)$/;

/** Tracked files and new ones that are not ignored, so that a violation shows before it is committed. */
const PATHS: readonly string[] = execFileSync(
  'git',
  ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
  { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 26 },
)
  .split('\0')
  .filter((path) => path !== '' && existsSync(join(ROOT, path)));

const FILES: readonly SourceFile[] = PATHS.filter(
  (path) => !NOT_TEXT.test(path) && path !== 'package-lock.json',
).map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));

test('every file keeps to its room', () => {
  expect(PATHS.length).toBeGreaterThan(30);
  expect(checkTree(PATHS, FILES).map(formatViolation).join('\n')).toBe('');
});

test('every problem code is explained in docs/mail.md', () => {
  const manual = FILES.find((file) => file.path === 'docs/mail.md')?.text ?? '';
  const source = FILES.find((file) => file.path === 'lib/base/problem.ts')?.text ?? '';
  expect(source).toContain('export type ProblemCode');
  expect(unexplainedProblemCodes(source, manual)).toEqual([]);
});

test('docs and comments name files that are there', () => {
  const readers = FILES.filter(({ path }) => /\.(?:md|tsx?|mjs)$/.test(path) && !path.includes('.test.'));
  expect(checkNamedPaths(readers, PATHS).map(formatViolation)).toEqual([]);
});

test.skipIf(withoutCorpus)('no line of the corpus mail stands in the project', () => {
  const corpus = new Set(['threads', 'zero-range'].flatMap(linesOfFolder));
  expect(corpus.size).toBeGreaterThan(10_000);
  expect(FILES.flatMap((file) => checkCorpusLines(file, corpus)).map(formatViolation)).toEqual([]);
});

function linesOfFolder(folder: string): readonly string[] {
  const place = corpusPath(folder);
  return readdirSync(place)
    .filter((name) => name.endsWith('.mbox.gz'))
    .flatMap((name) => corpusLines(gunzipSync(readFileSync(join(place, name))).toString('utf8')));
}
