import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withContextBlanks } from '@/lib/series/patch/context-blanks.ts';
import { parsePatch } from '@/lib/series/patch/patch.ts';
import { mendedPatchId, patchId } from '@/lib/series/patch/patch-id.ts';

/** A repository with a patch of two files and three hunks, as git made it: what it says of that patch is the judge. */
let home: string;
let sound: string;

const BEFORE = [
  ...['#include <a.h>', '', 'static int', 'count(int n)', '{', '\tint sum = 0;', '', '\twhile (n--)'],
  ...['\t\tsum += n;', '\treturn sum;', '}', '', 'int', 'main(void)', '{', '    int four = 4;', ''],
  ...['    return count(four);', '}', ''],
].join('\n');

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'docket-damaged-'));
  git(['init', '-q']);
  git(['config', 'user.email', 'ann@example.org']);
  git(['config', 'user.name', 'Ann']);
  write('a.c', BEFORE);
  write('b.txt', 'one\ntwo\nthree\nfour\nfive\n');
  git(['add', '.']);
  git(['commit', '-qm', 'before']);
  write('a.c', BEFORE.replace('int sum = 0', 'long sum = 0').replace('int four = 4', 'int four = 5'));
  write(
    'b.txt',
    'one\ntwo\n3 and a long line of words that a mailer which flows text breaks at a blank\nfour\nfive\n',
  );
  git(['commit', '-qam', 'Sum in a long\n\nBecause it is large.']);
  sound = git(['format-patch', '-1', '--stdout', '-U3']);
  git(['reset', '-q', '--hard', 'HEAD~1']);
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

function git(args: readonly string[], input = ''): string {
  return execFileSync('git', ['-C', home, ...args], { input, stdio: ['pipe', 'pipe', 'pipe'] }).toString();
}

function write(name: string, text: string): void {
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, name), text);
}

const sha1 = (bytes: Uint8Array): string => createHash('sha1').update(bytes).digest('hex');

/** Lines of hunks with their sign, and whether counts came out. */
function linesOf(body: string, isFlowed = false): readonly string[] {
  const signs = { context: ' ', added: '+', deleted: '-' };
  const hunks = parsePatch(body, isFlowed)?.files.flatMap((file) => file.hunks) ?? [];
  return hunks.flatMap(({ lines, miscounted }) => [
    `@@ ${miscounted}`,
    ...lines.map(({ kind, text }) => signs[kind] + text),
  ]);
}

/** Every context line without its first blank, as some web mailers leave it. */
function bare(patch: string): string {
  let inHunk = false;
  return patch
    .split('\n')
    .map((line) => {
      if (/^(?:diff|From|Subject|-- $)/.test(line)) inHunk = false;
      if (line.startsWith('@@ ')) inHunk = true;
      return inHunk && line.startsWith(' ') ? line.slice(1) : line;
    })
    .join('\n');
}

test('context lines that lost their blank are context', () => {
  const damaged = bare(sound);
  expect(damaged).not.toBe(sound);
  expect(linesOf(damaged)).toEqual(linesOf(sound));
  expect(linesOf(sound)).toHaveLength(25);
});

test('what is put back is what git applies, and has the patch-id git gives it', () => {
  const damaged = bare(sound);
  expect(() => git(['apply', '--check', '-'], damaged)).toThrow();
  git(['apply', '--check', '-'], withContextBlanks(damaged));
  const id = git(['patch-id', '--stable'], sound).slice(0, 40);
  expect(git(['patch-id', '--stable'], damaged).slice(0, 40)).not.toBe(id);
  expect([mendedPatchId(damaged, sha1), mendedPatchId(sound, sha1), patchId(sound, sha1)]).toEqual([
    id,
    id,
    id,
  ]);
});

test('lines that a mailer broke are not taken for context', () => {
  const wrapped = sound.replace('that a mailer', 'that\na mailer');
  expect(linesOf(wrapped)).toEqual(linesOf(sound));
  expect(withContextBlanks(wrapped)).toBe(wrapped);
});

/** RFC 3676: one more blank before lines that begin with one, `>` or `From `; long lines broken behind a blank. */
function flow(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/(?<=\S)\s+$/, '').replace(/^ +$/, ''))
    .flatMap((line) =>
      line.length > 78 ? [...line.matchAll(/.{1,70}(?: |$)/g)].map(([piece]) => piece) : [line],
    )
    .map((line) => line.replace(/^(?= |>|From )/, ' '))
    .join('\n');
}

test('a patch in a mail that is flowed is what git mailinfo makes of it', () => {
  const flowed = flow(sound.slice(sound.indexOf('\n\n') + 2));
  const head = 'From: Ann <ann@example.org>\nSubject: [PATCH] x\nMIME-Version: 1.0\n';
  const mail = `${head}Content-Type: text/plain; charset=utf-8; format=flowed\n\n${flowed}`;
  const patch = join(home, 'patch');
  git(['mailinfo', join(home, 'msg'), patch], mail);
  const judged = readFileSync(patch, 'utf8');
  git(['apply', '--check', patch]);
  expect(linesOf(flowed, true)).toEqual(linesOf(judged));
  expect(linesOf(flowed, true)).toEqual(linesOf(sound));
  expect(linesOf(flowed)).not.toEqual(linesOf(sound));
  expect(mendedPatchId(flowed, sha1)).toBe(git(['patch-id', '--stable'], judged).slice(0, 40));
});

test('who says flowed and puts no blanks is believed by what came', () =>
  expect(linesOf(sound, true)).toEqual(linesOf(sound)));

test('any text between is read in linear time, and what is sound stays as it is', () => {
  const line = fc.constantFrom(
    'a',
    ' b',
    '+c',
    '-d',
    '',
    '\te',
    '@@ -1,2 +1,3 @@',
    'diff --git a/x b/x',
    '-- ',
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
      const body = `diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,4 +1,5 @@\n${lines.join('\n')}\n`;
      const mended = withContextBlanks(body);
      expect(mended.replaceAll(' ', '')).toBe(body.replaceAll(' ', ''));
      expect(withContextBlanks(mended)).toBe(mended);
    }),
    { seed: 11, numRuns: 300 },
  );
  const many = `diff --git a/x b/x\n--- a/x\n+++ b/x\n${'@@ -1,900 +1,900 @@\nword\n'.repeat(40_000)}`;
  expect(parsePatch(many)?.files[0]?.hunks.length).toBeGreaterThan(10_000);
});
