import { expect, test } from 'vitest';
import { checkTree, unexplainedProblemCodes } from '@/lib/architecture/check-tree.ts';
import { checkCorpusLines, corpusLines } from '@/lib/architecture/corpus-lines.ts';
import { checkNamedPaths } from '@/lib/architecture/named-paths.ts';
import { formatViolation } from '@/lib/architecture/violation.ts';

/** Files that exist in the planted tree beside the one under test. */
const OTHERS = [
  'app/_ui/badge.tsx',
  'app/page.tsx',
  'ingest/corpus-path.ts',
  'ingest/pipeline.ts',
  'ingest/start/main.mjs',
  'lib/base/assert.ts',
  'lib/mail/email.ts',
  'lib/series/group.ts',
  'lib/series/test-archive.ts',
  'lib/sim/search.ts',
  'lib/sim/zero-range/model.ts',
  'lib/store/thread.ts',
  'lib/view/time.ts',
];

/** `expected`: for each violation, words that its message must hold; empty means the file is allowed. */
function check(path: string, text: string, expected: readonly RegExp[]): void {
  const found = checkTree([...OTHERS, path], [{ path, text }]).map(formatViolation);
  expect(found, `${path}: ${text}`).toHaveLength(expected.length);
  for (const [index, pattern] of expected.entries()) expect(found[index]).toMatch(pattern);
}

test('a room sees what is below it', () => {
  check('lib/series/a.ts', "import { x } from '@/lib/mail/email.ts';", []);
  check('lib/series/a.ts', "import type { X } from '../mail/email.ts';", []);
  check('lib/series/a.ts', "import { x } from './group.ts';", []);
  check('app/a.tsx', "import { x } from '@/lib/store/thread.ts';", []);
  check('lib/sim/zero-range/a.ts', "import { x } from '@/lib/sim/search.ts';", []);
});

test('a room does not see what is above it, however the path is written', () => {
  check('lib/mail/a.ts', "import { x } from '@/lib/series/group.ts';", [
    /^lib\/mail\/a\.ts:1: lib\/mail must not/,
  ]);
  check('lib/mail/a.ts', "\nimport type { X } from '../series/group.ts';", [
    /:2: .*lib\/series\/group\.ts; put/,
  ]);
  check('lib/mail/a.ts', "export const x = await import('./../series/group.ts');", [/lib\/series/]);
  check('lib/mail/a.ts', "export { x } from '@/lib/series/group.ts';", [/must not import/, /passes on/]);
  check('lib/base/a.ts', "import '@/lib/mail/email.ts';", [/the room that needs it/]);
  check('lib/sim/a.ts', "import { x } from './zero-range/model.ts';", [/the checker core knows no model/]);
  check('lib/view/a.ts', "import { x } from '@/lib/store/thread.ts';", [/app, which loads/]);
  check('app/_ui/a.tsx', "import { x } from '@/lib/store/thread.ts';", [/know no domain/]);
});

test('app and ingest never meet', () => {
  check('app/a.ts', "import { x } from '@/ingest/pipeline.ts';", [
    /app must not import ingest\/pipeline\.ts/,
  ]);
  check('ingest/a.ts', "import { x } from '../app/page.tsx';", [/ingest must not import app\/page\.tsx/]);
  check('proxy.ts', "import { x } from './ingest/pipeline.ts';", [/app must not import/]);
});

test('only lib/store knows Prisma', () => {
  check('lib/store/a.ts', "import { x } from '@/prisma/generated/client.ts';", []);
  check('ingest/a.ts', "import { x } from '@/prisma/generated/client.ts';", [
    /must not import prisma\/generated/,
  ]);
  check('app/a.ts', "import { x } from '@prisma/client/runtime';", [
    /@prisma\/client; it belongs in: lib\/store/,
  ]);
});

test('only one file knows mailparser', () => {
  check('ingest/parse/parse-email.ts', "import { simpleParser } from 'mailparser';", []);
  check('ingest/a.ts', "import { simpleParser } from 'mailparser';", [
    /it belongs in: ingest\/parse\/parse-email\.ts/,
  ]);
  check('lib/mail/a.ts', "import { x } from 'mailparser/lib/x.js';", [/the package mailparser/]);
});

test('pure rooms import neither Node nor packages', () => {
  check('lib/mail/a.ts', "import { createHash } from 'node:crypto';", [
    /is pure and must not import node:crypto/,
  ]);
  check('lib/mail/a.ts', "import { z } from 'zod';", [/lib\/mail must not import the package zod/]);
  check('lib/mail/a.ts', "import x from 'left-pad';", [/no room may/]);
  check('lib/mail/a.test.ts', "import { readFileSync } from 'node:fs';\nimport { test } from 'vitest';", []);
  check('lib/mail/a.test.ts', "import { corpusPath } from '@/ingest/corpus-path.ts';", []);
  check('lib/mail/a.test.ts', "import { x } from '@/ingest/pipeline.ts';", [/must not import ingest/]);
  check('lib/mail/test-a.ts', "import { corpusPath } from '@/ingest/corpus-path.ts';", []);
});

test('what is for tests is imported by them alone', () => {
  const uses = "import { x } from '@/lib/series/test-archive.ts';";
  check('lib/series/a.test.ts', uses, []);
  check('lib/series/test-a.ts', uses, []);
  check('bench/a.ts', uses, []);
  check('lib/series/a.ts', uses, [/which is for tests/]);
});

test('pure rooms have no clock, randomness, locale, time zone or machine', () => {
  const impure = [
    'const a = Date.now();',
    'const a = new Date();',
    'const a = new Date;',
    'const a = Date();',
    'const a = performance.now();',
    'const a = Math.random();',
    'const a = crypto.randomUUID();',
    'const a = b.toLocaleString();',
    "const a = b.toLocaleDateString('en');",
    'const a = b.localeCompare(c);',
    'const a = new Intl.DateTimeFormat();',
    'const a = new Intl.Collator(undefined, c);',
    'const a = b.getHours();',
    'const a = process.env;',
    "const a = fetch('x');",
    'console.log(a);',
    'const a = `${Date.now()}`;',
  ];
  for (const line of impure) {
    check('lib/mail/a.ts', `\n${line}`, [/^lib\/mail\/a\.ts:2: lib\/mail is pure/]);
    check('ingest/a.ts', line, []);
    check('lib/mail/a.test.ts', line, []);
  }
});

test('what only looks impure is allowed', () => {
  check('lib/mail/a.ts', 'const a = new Date(0).getUTCHours() + Date.UTC(2024, 1) + Date.parse(b);', []);
  check('lib/mail/a.ts', "const a = new Intl.NumberFormat('en').format(b);", []);
  check('lib/mail/a.ts', "// Date.now() and Math.random()\nconst a = 'new Date()';", []);
  check('lib/mail/a.ts', 'const a = parseDate(b) + c.prefetch(d);', []);
});

test('a law names its seed', () => {
  const law = (rest: string): string =>
    `fc.assert(\n  fc.property(fc.string(), (text) => holds(text)),${rest}\n);`;
  check('lib/mail/a.test.ts', law(''), [/a\.test\.ts:1: a law without a seed/]);
  check('lib/mail/a.test.ts', law(' { numRuns: 9 },'), [/without a seed/]);
  check('app/a.test.ts', `const found = fc.check(law); expect('seed').toBe(found);`, [/without a seed/]);
  check('lib/mail/a.test.ts', law(' { seed: 1, numRuns: 9 },'), []);
  check('lib/mail/a.test.ts', law(' SEED,'), []);
  check('lib/mail/a.test.ts', law(' OPTIONS,'), []);
});

test('an import names an existing file and says so', () => {
  check('lib/series/a.ts', "import { x } from '@/lib/mail/email';", [
    /is no file; write the path with its extension/,
  ]);
  check('lib/series/a.ts', "import { x } from './gone.ts';", [/is no file/]);
  check('lib/series/a.ts', 'const x = await import(name);', [/only known at run time/]);
});

test('what runs before npm ci needs nothing installed', () => {
  check('.ci/test.mjs', "import { x } from 'node:fs';\nimport { y } from '../ingest/start/main.mjs';", []);
  check('.ci/test.mjs', "import { x } from 'tsx';", [/runs before npm ci/]);
  check('ingest/start/a.mjs', "import { x } from '../pipeline.ts';", [/runs before npm ci/]);
});

test('no barrels', () => {
  check('lib/mail/index.ts', 'export const a = 1;', [/is a barrel by its name/]);
  check('lib/mail/a.ts', "export * from './email.ts';", [/passes on/]);
  check('lib/mail/a.ts', 'export { a };\nconst a = 1;\nconst b = Array.from([1]);', []);
});

test('files and lines have a size', () => {
  check('lib/mail/a.ts', 'a;\n'.repeat(300), []);
  check('lib/mail/a.ts', 'a;\n'.repeat(301), [/:301: has 301 lines, more than 300/]);
  check('app/a.css', `${'a'.repeat(120)}\n`, []);
  check('app/a.css', `\n${'a'.repeat(121)}\n`, [/:2: has 121 columns/]);
});

test('no folder of one machine is named', () => {
  const folder = ['', 'work', 'shared', 'corpus'].join('/');
  check('lib/mail/a.test.ts', `\nconst a = '${folder}';`, [/:2: names a folder of one machine/]);
  check('lib/mail/a.test.ts', "const a = '../shared/corpus';\nconst b = '/network/shared';", []);
});

test('the top of the tree is closed', () => {
  check('utils/a.ts', 'export const a = 1;', [/utils is new at the top/]);
  check('notes.md', 'x', [/notes\.md is new at the top/]);
  check('lib/helpers/a.ts', "import '@/lib/base/assert.ts';", [/is in no room/]);
});

test('a problem code without an explanation is found', () => {
  const source =
    "export type ProblemCode =\n  | 'date-missing'\n  | 'nul-replaced';\nconst other = 'not-a-code';";
  expect(unexplainedProblemCodes(source, 'The code `date-missing` means')).toEqual(['nul-replaced']);
  expect(unexplainedProblemCodes(source, '`date-missing`, `nul-replaced`')).toEqual([]);
});

test('a file that docs or a comment name and nobody finds', () => {
  const text = 'See lib/mail/email.ts, `lib/mail`, lib/sim/NAME, app/[inbox] and [this](../docs/a.md#x).';
  const paths = [...OTHERS, 'docs/a.md', 'app/[inbox]/route.tsx'];
  expect(checkNamedPaths([{ path: 'docs/b.md', text }], paths)).toEqual([]);
  const gone = { path: 'docs/b.md', text: '\nlib/mail/gone.ts and [that](c.md)' };
  expect(checkNamedPaths([gone], paths).map(formatViolation)).toEqual([
    'docs/b.md:2: names lib/mail/gone.ts, which is not there',
    'docs/b.md:2: names docs/c.md, which is not there',
  ]);
});

test('a line of real mail is found through quotes and comments', () => {
  const line = 'this sentence is long enough to have been written by somebody';
  const corpus = new Set(corpusLines(`> > ${line}\nshort line\nSubject: ${line}`));
  expect([...corpus]).toEqual([line]);
  const found = checkCorpusLines({ path: 'lib/a.ts', text: `a\n // ${line}\n` }, corpus).map(formatViolation);
  expect(found).toEqual([expect.stringMatching(/^lib\/a\.ts:2: stands word for word/)]);
});

test('functions that walk mail do not recurse, directly or through others', () => {
  const walk = 'export function walk(node: Node): number {\n  return 1 + walk(node.parent);\n}\n';
  check('lib/mail/a.ts', walk, [/lib\/mail\/a\.ts:1: `walk` calls itself/]);
  check(
    'lib/mail/a.ts',
    'const up = (n: number): number =>\n  down(n);\nfunction down(n: number): number {\n  return up(n);\n}\n',
    [/:1: `up` calls itself/, /:3: `down` calls itself/],
  );
  check('app/_archive/a.tsx', 'export function Tree(): ReactElement {\n  return <Tree />;\n}\n', [
    /`Tree` calls itself/,
  ]);
  check('lib/mail/a.ts', 'export function walk(): void {\n  // walk() again\n  other.walk();\n}\n', []);
  check('lib/base/a.ts', walk, []);
  check('lib/mail/a.test.ts', walk, []);
});
