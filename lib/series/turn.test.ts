import { expect, test } from 'vitest';
import { type Said, stateOf, TWO } from '@/lib/series/test-state.ts';

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
