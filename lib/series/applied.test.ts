import { expect, test } from 'vitest';
import type { Row } from '@/lib/series/test-archive.ts';
import { answer, ONE, type Said, stateOf, TWO } from '@/lib/series/test-state.ts';

test('both is said of the two that there are, else of the one that is answered', () => {
  const both = (to: string): Row => ({
    ...answer(['bob', to, 'words']),
    facts: { signals: [{ kind: 'applied', start: 3, end: 9, patches: [[1, 2]] }] },
  });
  expect(stateOf([...TWO, both('m1')], [])).toBe('accepted applied m3 nobody');
  const three: readonly Row[] = [1, 2, 3].map((n) => ({
    subject: `[PATCH ${n}/3] a`,
    cites: n === 1 ? [] : ['m0'],
  }));
  const applied = ['m1', 'm0'].map((to) => answer(['bob', to, 'applied']));
  expect(stateOf([...three, ...applied, both('m2')], [])).toBe('accepted applied m5 nobody');
  expect(stateOf([...three, both('m2')], [])).toBe('under-review applied-in-part m3 author');
});

test('who took it and says that he let it go does not hold it any more', () => {
  const took: readonly Said[] = [['bob', 'm0', 'applied']];
  const dropped: readonly Said[] = [...took, ['bob', 'm0', 'dropped']];
  expect(stateOf(TWO, took)).toBe('accepted applied m3 nobody');
  expect(stateOf(TWO, dropped)).toBe('changes-requested taken-out m4 author');
  expect(stateOf(TWO, [...dropped, ['ann', 'm4', 'words']])).toBe('under-review answered m3 reviewers');
  expect(stateOf(TWO, [...dropped, ['bob', 'm0', 'applied']])).toBe('accepted applied m5 nobody');
  expect(stateOf(TWO, [...took, ['bob', 'm1', 'dropped']])).toBe('changes-requested taken-out m4 author');
  const each: readonly Said[] = [
    ['bob', 'm1', 'applied'],
    ['bob', 'm2', 'applied'],
    ['bob', 'm2', 'dropped'],
  ];
  expect(stateOf(TWO, each)).toBe('changes-requested taken-out m5 author');
});

test('a patch that its author takes back need not be taken', () => {
  const rest: readonly Said[] = [['bob', 'm1', 'applied']];
  const back: Said = ['ann', 'm2', 'withdrawn'];
  expect(stateOf(TWO, rest)).toBe('under-review applied-in-part m3 author');
  expect(stateOf(TWO, [back, ...rest])).toBe('accepted applied m4 nobody');
  expect(stateOf(TWO, [...rest, back])).toBe('accepted applied m3 nobody');
  // Nor is it all when he sends another one, or when somebody else says so.
  expect(stateOf(TWO, [...rest, back, ['ann', 'm2', 'respin-promised']])).toBe(
    'waiting-on-author author-promised m5 author',
  );
  expect(stateOf(TWO, [...rest, ['cat', 'm2', 'withdrawn']])).toBe('under-review applied-in-part m3 author');
  expect(stateOf(TWO, [back])).toBe('waiting-on-author author-promised m3 author');
});

test('what others let go was never theirs', () => {
  const took: readonly Said[] = [['bob', 'm0', 'applied']];
  for (const by of ['cat', 'ann']) {
    expect(stateOf(TWO, [...took, [by, 'm0', 'dropped']])).toBe('accepted applied m3 nobody');
  }
  expect(stateOf(TWO, [['bob', 'm0', 'dropped']])).toBe('under-review answered m3 author');
});

test('I am dropping this series takes back what its author posted, or what a maintainer took', () => {
  const drop = (by: string): Row => ({
    ...answer([by, 'm0', 'words']),
    facts: { signals: [{ kind: 'withdrawn', start: 3, end: 9, drops: true }] },
  });
  const rows = [...TWO, answer(['bob', 'm0', 'applied'])];
  expect(stateOf([...rows, drop('bob')], [])).toBe('changes-requested taken-out m4 author');
  expect(stateOf([...rows, drop('ann')], [])).toBe('accepted applied m3 nobody');
  expect(stateOf([...TWO, drop('ann')], [])).toBe('withdrawn author-withdrew m3 nobody');
});

test('what is taken below the diff of somebody else is that, once the author took his own back', () => {
  const back = answer(['ann', 'm0', 'withdrawn']);
  const diff = (by: string, to: string): Row => ({ ...answer([by, to, 'words']), diff: true });
  const below: Row = { ...answer(['bob', 'm2', 'applied']), cites: ['m0', 'm1', 'm2'] };
  const shown = (...rows: readonly Row[]): string => stateOf([...ONE, ...rows], []);
  const withdrawn = 'withdrawn author-withdrew m1 nobody';
  expect(shown(back, diff('bob', 'm1'), below)).toBe(withdrawn);
  // It is of the series where nobody took that back before, and where it stands elsewhere.
  const words = answer(['ann', 'm0', 'words']);
  expect(shown(words, diff('bob', 'm1'), below)).toBe('accepted applied m3 nobody');
  expect(shown(words, diff('bob', 'm1'), back, below)).toBe('accepted applied m4 nobody');
  expect(shown(back, words, below)).toBe('accepted applied m3 nobody');
  expect(shown(back, diff('ann', 'm1'), below)).toBe('accepted applied m3 nobody');
  expect(shown(back, diff('bob', 'm1'), answer(['cid', 'm0', 'applied']))).toBe('accepted applied m3 nobody');
});
