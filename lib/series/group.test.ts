import { expect, test } from 'vitest';
import { deriveArchive } from '@/lib/series/derive.ts';
import { type Row, testArchive } from '@/lib/series/test-archive.ts';

/** One line a series: `id name vN`, `<cover>`, the patches of its slots; then pull requests as `pull id`. */
function check(rows: readonly Row[], ...expected: readonly string[]): void {
  const { series, pulls } = deriveArchive(testArchive(rows));
  const drawn = series.map(({ id, name, version, coverId, patches }) => {
    const slots = patches.map(({ n, messageId }) => `${n}:${messageId ?? '-'}`).join(' ');
    return `${id} ${name} v${version}${coverId === null ? '' : ` <${coverId}>`} ${slots}`;
  });
  expect([...drawn, ...pulls.map(({ id }) => `pull ${id}`)]).toEqual(expected);
}

const COVERED = ['m0'];

test('a cover whose author forgot the version or the count has those of its patches', () => {
  const below = (prefix: string): readonly Row[] => [
    { subject: `[${prefix} 1/2] a`, cites: COVERED },
    { subject: `[${prefix} 2/2] b`, cites: COVERED },
  ];
  check([{ subject: '[PATCH 0/2] x' }, ...below('PATCH v2')], 'm0 x v2 <m0> 1:m1 2:m2');
  check([{ subject: '[PATCH v2 0/3] x' }, ...below('PATCH v2')], 'm0 x v2 <m0> 1:m1 2:m2');
  check([{ subject: '[PATCH v2 0/2] x' }, ...below('PATCH v3')], 'm0 x v2 <m0> 1:- 2:-', 'm1 a v3 1:m1 2:m2');
  // A v2 in answer to a v1 whose patches were lost comes later.
  const late = below('PATCH v2').map((row, index) => ({ ...row, at: 90 + index }));
  check([{ subject: '[PATCH 0/2] x' }, ...late], 'm0 x v1 <m0> 1:- 2:-', 'm1 a v2 1:m1 2:m2');
  const stranger = below('PATCH v2').map((row) => ({ ...row, by: 'bob' }));
  check([{ subject: '[PATCH 0/2] x' }, ...stranger], 'm0 x v1 <m0> 1:- 2:-', 'm1 a v2 1:m1 2:m2');
});

test('what was sent right before its patches is their cover, whatever it is called', () => {
  // git send-email --compose asks for a subject and adds nothing to it.
  const patches = (by: string, at: number): readonly Row[] => [
    { subject: '[PATCH 1/2] a', cites: COVERED, by, at },
    { subject: '[PATCH 2/2] b', cites: COVERED, by, at },
  ];
  const words = { subject: 'spell the numbers', diff: false };
  check([words, ...patches('ann', 1)], 'm0 spell the numbers v1 <m0> 1:m1 2:m2');
  check([words, ...patches('ann', 9)], 'm1 a v1 1:m1 2:m2');
  check([words, ...patches('bob', 1)], 'm1 a v1 1:m1 2:m2');
  check([words, { subject: '[PATCH 1/1] a', cites: COVERED }], 'm1 a v1 1:m1');
});

test('a letter counted 0/n is the cover of the patches that answer it, whatever stands beside the count', () => {
  const posted = (prefix: string, below: string, row: Partial<Row> = {}): readonly Row[] => [
    { subject: `[${prefix} 0/2] x` },
    { subject: `[${below} 1/2] a`, cites: COVERED, at: 9, ...row },
    { subject: `[${below} 2/2] b`, cites: COVERED, at: 9, ...row },
  ];
  check(posted('RFA', 'RFA'), 'm0 x v1 <m0> 1:m1 2:m2');
  check(posted('hose-next v2', 'hose-next v2'), 'm0 x v2 <m0> 1:m1 2:m2');
  check(posted('hose-next v2', 'hose-next'), 'm0 x v2 <m0> 1:m1 2:m2');
  check(posted('hose-next v1', 'hose-next v2'), 'm1 a v2 1:m1 2:m2');
  check(posted('hose-next', 'hose-next', { by: 'bob' }), 'm1 a v1 1:m1 2:m2');
  check([{ subject: '[hose-next 0/3] x' }, ...posted('y', 'RFA').slice(1)], 'm1 a v1 1:m1 2:m2');
});

test('a pull request whose patches are sent along is their cover as well', () => {
  const pull = { diff: false, diffstat: true, facts: { pull: 'https://git.example.org/x main' } };
  const patches = (word: string): readonly Row[] => [
    { subject: `[${word} 1/2] a`, cites: COVERED },
    { subject: `[${word} 2/2] b`, cites: COVERED },
  ];
  check([{ subject: '[PULL 0/2] x', ...pull }, ...patches('PULL')], 'm0 x v1 <m0> 1:m1 2:m2', 'pull m0');
  check(
    [{ subject: '[PATCH 0/2][pull request] x', ...pull }, ...patches('PATCH')],
    'm0 x v1 <m0> 1:m1 2:m2',
    'pull m0',
  );
  check([{ subject: '[GIT PULL] x', ...pull }, ...patches('PATCH')], 'm1 a v1 1:m1 2:m2', 'pull m0');
  check(
    [
      { subject: '[GIT PULL 0/2] x', ...pull },
      { subject: '[GIT PULL 1/2] y', ...pull },
    ],
    'pull m0',
    'pull m1',
  );
});

test('nobody but the author adds a patch behind the last', () => {
  const posted: readonly Row[] = [{ subject: '[PATCH 0/1] x' }, { subject: '[PATCH 1/1] a', cites: COVERED }];
  const more = { subject: '[PATCH 2/1] more', cites: COVERED };
  check([...posted, more], 'm0 x v1 <m0> 1:m1 2:m2');
  check([...posted, { ...more, by: 'bob' }], 'm0 x v1 <m0> 1:m1', 'm2 more v1 2:m2');
  // With nothing that names the series, and long after it, it may belong to any of its author's.
  check([...posted, { subject: '[PATCH 2/1] more', at: 90 }], 'm0 x v1 <m0> 1:m1', 'm2 more v1 2:m2');
});

test('a numbered patch without a diff fills a place that nothing else fills', () => {
  const posted: readonly Row[] = [
    { subject: '[PATCH 0/2] x' },
    { subject: '[PATCH 1/2] a', cites: COVERED },
    { subject: '[PATCH 2/2] bump the submodule', cites: COVERED, diff: false },
  ];
  check(posted, 'm0 x v1 <m0> 1:m1 2:m2');
  check([...posted, { subject: '[PATCH 2/2] b', cites: COVERED }], 'm0 x v1 <m0> 1:m1 2:m3');
  const [cover, first, last] = posted as [Row, Row, Row];
  check([cover, first, { ...last, by: 'bob' }], 'm0 x v1 <m0> 1:m1 2:-');
  check([cover, first, { ...last, subject: 'Re: [PATCH 2/2] b' }], 'm0 x v1 <m0> 1:m1 2:-');
});

test('patches of two dotted numbers are two postings', () => {
  // Neither answers the other, and no v5 was posted: in the order of numbers the later would have been the first.
  check(
    [
      { subject: '[PATCH v5.2 3/3] c' },
      { subject: 'Re: [PATCH v5.2 3/3] c', cites: ['m0'], diff: false },
      { subject: '[PATCH v3.2 2/3] b', cites: ['m1'] },
    ],
    'm0 c v1 1:- 2:- 3:m0',
    'm2 b v1 1:- 2:m2 3:-',
  );
});

test('a cover that was sent as an answer is one when its patches stand below', () => {
  const below = (version: string, from: number): readonly Row[] => [
    { subject: `[PATCH${version} 1/2] a`, cites: [`m${from - 1}`] },
    { subject: `[PATCH${version} 2/2] b`, cites: [`m${from - 1}`] },
  ];
  const first: readonly Row[] = [{ subject: '[PATCH 0/2] x' }, ...below('', 1)];
  const again = { subject: 'Re: [PATCH v2 0/2] x', cites: ['m0'], diff: false };
  check([...first, again, ...below(' v2', 4)], 'm0 x v1 <m0> 1:m1 2:m2', 'm3 x v2 <m3> 1:m4 2:m5');
  check([...first, again, ...below('', 4)], 'm0 x v1 <m0> 1:m1 2:m2', 'm3 x v2 <m3> 1:m4 2:m5');
  // An answer of the author below the cover that it names; another version; patches of somebody else, or much later.
  const cover = { subject: '[PATCH v2 0/2] x' };
  const answer = { ...again, cites: ['m0'] };
  check([cover, answer, ...below(' v2', 2)], 'm0 x v2 <m0> 1:m2 2:m3');
  // The answer names only the question that it answers (In-Reply-To alone).
  const question = { subject: 'Re: [PATCH v2 0/2] x', cites: ['m0'], by: 'bob', diff: false };
  check([cover, question, { ...answer, cites: ['m1'] }, ...below(' v2', 3)], 'm0 x v2 <m0> 1:m3 2:m4');
  check([...first, again, ...below(' v3', 4)], 'm0 x v1 <m0> 1:m1 2:m2', 'm4 a v3 1:m4 2:m5');
  const late = below(' v2', 4).map((row, index) => ({ ...row, at: 90 + index }));
  check([...first, again, ...late], 'm0 x v1 <m0> 1:m1 2:m2', 'm4 a v2 1:m4 2:m5');
  const others = below(' v2', 4).map((row) => ({ ...row, by: 'bob' }));
  check([...first, again, ...others], 'm0 x v1 <m0> 1:m1 2:m2', 'm4 a v2 1:m4 2:m5');
});

test('what somebody answers to a cover under its own name and number is no cover', () => {
  const posted: readonly Row[] = [
    { subject: '[bug#71] [PATCH 0/1] x' },
    { subject: '[bug#71] [PATCH 1/1] a', cites: COVERED },
  ];
  const answer = { subject: 'bug#71: [PATCH 0/1] x', cites: COVERED, by: 'tom' };
  check([...posted, answer], 'm0 x v1 <m0> 1:m1');
  // By the author it is sent again.
  check([...posted, { ...answer, by: 'ann' }], 'm0 x v1 <m0> 1:m1', 'm2 x v1 <m2> 1:-');
  check([...posted, { ...answer, subject: '[PATCH v2 0/1] x' }], 'm0 x v1 <m0> 1:m1', 'm2 x v2 <m2> 1:-');
});

test('a cover that is called RFC makes one of its patches', () => {
  const below = (cover: string): readonly (boolean | string)[] => {
    const rows: readonly Row[] = [
      { subject: cover, diff: false },
      { subject: '[PATCH 1/2] fs: hold the lock', cites: COVERED },
      { subject: '[PATCH 2/2] fs: let go of it later', cites: COVERED, at: 1 },
      { subject: '[PATCH 0/2] hold the lock' },
      { subject: '[PATCH 1/2] fs: hold the lock', cites: ['m3'] },
      { subject: '[PATCH 2/2] fs: let go of it later', cites: ['m3'] },
    ];
    const { series } = deriveArchive(testArchive(rows));
    return [series[0]?.rfc ?? '', series[1]?.supersedes ?? ''];
  };
  expect(below('RFC: hold the lock')).toEqual([true, 'm0']);
  expect(below('hold the lock')).toEqual([false, '']);
});
