import { expect, test } from 'vitest';
import { deriveArchive } from '@/lib/series/derive.ts';
import { type Row, testArchive } from '@/lib/series/test-archive.ts';
import { answer, ONE, type Said, stateOf, TWO } from '@/lib/series/test-state.ts';

function turnAfter(said: readonly Said[]): string {
  return stateOf(TWO, said).split(' ').at(-1) ?? '';
}

test('a patch whose last word is a question waits for its author, whatever was said of the others since', () => {
  const asked: Said = ['bob', 'm1', 'words'];
  expect(turnAfter([asked])).toBe('author');
  expect(turnAfter([asked, ['bob', 'm2', 'review']])).toBe('author');
  expect(turnAfter([asked, ['cat', 'm2', 'words'], ['ann', 'm2', 'words']])).toBe('author');
  expect(turnAfter([asked, ['ann', 'm1', 'words'], ['bob', 'm2', 'review']])).toBe('reviewers');
});

test('praise of all by who asked settles it, of anybody else it does not; robots ask nothing', () => {
  const asked: Said = ['bob', 'm1', 'words'];
  expect(turnAfter([asked, ['bob', 'm0', 'looks-good']])).toBe('reviewers');
  expect(turnAfter([asked, ['cat', 'm0', 'looks-good']])).toBe('author');
  expect(
    turnAfter([
      ['testbot', 'm1', 'words'],
      ['cat', 'm0', 'looks-good'],
    ]),
  ).toBe('reviewers');
});

/** State and turn of a patch by ann that bob reviewed (m1), after these mails. */
function afterReview(...later: readonly Row[]): string {
  const { series } = deriveArchive(testArchive([...ONE, answer(['bob', 'm0', 'review']), ...later]));
  return `${series[0]?.reason.state} ${series[0]?.reason.turn} ${series[0]?.reason.turnSince}`;
}

test('a question after the review waits for the author until he answers or who asked is content', () => {
  const asked: Row = { ...answer(['cat', 'm0', 'words']), facts: { asks: true } };
  expect(afterReview(asked)).toBe('reviewed author 180000');
  expect(afterReview(answer(['cat', 'm0', 'words']))).toBe('reviewed maintainer 120000');
  expect(afterReview(asked, answer(['ann', 'm2', 'words']))).toBe('reviewed maintainer 120000');
  expect(afterReview(asked, answer(['cat', 'm0', 'looks-good']))).toBe('reviewed maintainer 120000');
  expect(afterReview({ ...asked, by: 'ann' })).toBe('reviewed maintainer 120000');
  expect(afterReview(asked, answer(['bob', 'm2', 'words']))).toBe('reviewed maintainer 120000');
  // Between reviewers.
  expect(afterReview({ ...asked, cites: ['m0', 'm1'] })).toBe('reviewed maintainer 120000');
});

test('what one reviewer prefers in answer to another asks nothing of the author', () => {
  const prefers = (cites: readonly string[], by: string, soft: object): string => {
    const said: Row = { subject: 'Re: [PATCH] x', cites, by };
    const signals = [{ kind: 'change-asked' as const, start: 3, end: 9, ...soft }];
    const rows = [...ONE, answer(['bob', 'm0', 'words']), { ...said, facts: { signals } }];
    return deriveArchive(testArchive(rows)).series[0]?.reason.state ?? '';
  };
  const soft = { soft: true };
  expect(prefers(['m0', 'm1'], 'cat', soft)).toBe('under-review');
  expect(prefers(['m0', 'm1'], 'cat', {})).toBe('changes-requested');
  expect(prefers(['m0', 'm1'], 'bob', soft)).toBe('changes-requested');
  expect(prefers(['m0'], 'cat', soft)).toBe('changes-requested');
});
