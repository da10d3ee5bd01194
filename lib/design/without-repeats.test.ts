import { expect, test } from 'vitest';
import { type MarkedRow, markedArchive } from '@/lib/design/links/test-marked-thread.ts';
import { withoutRepeats } from '@/lib/design/without-repeats.ts';

/** The words of the moves that are left; and every shorter archive leaves the beginning of the same. */
function check(rows: readonly MarkedRow[], expected: readonly string[]): void {
  const leftOf = (some: readonly MarkedRow[]): readonly string[] => {
    const { moves, threads, derived, words } = markedArchive(some);
    return withoutRepeats(moves, threads, derived).map(({ id }) => words.get(id) ?? '');
  };
  const whole = leftOf(rows);
  expect(whole).toEqual(expected);
  for (let length = 1; length < rows.length; length += 1) {
    const cut = leftOf(rows.slice(0, length));
    expect(whole.slice(0, cut.length)).toEqual(cut);
  }
}

const CAVEAT = '{objection|This makes lookups of big stores slower.}';
const posting = (version: string, body: string): MarkedRow => ({
  subject: `[PATCH ${version}1/1] store: keep a cache of handles`,
  body,
});

test('a caveat that stands in the mail of each version is one', () =>
  check(
    [
      posting('', `{proposal|Keep a cache.} ${CAVEAT}\n`),
      posting('v2 ', `{proposal|Keep a cache.} ${CAVEAT.replace('makes lookups', 'makes\nlookups')}\n`),
      posting('v3 ', `${CAVEAT} {question|Does anybody have such a store?}\n`),
    ],
    [
      'Keep a cache.',
      'This makes lookups of big stores slower.',
      'Keep a cache.',
      'Does anybody have such a store?',
    ],
  ));

test('what is said in an answer, of another series or twice in one mail stays', () =>
  check(
    [
      posting('', `{proposal|Keep a cache.} ${CAVEAT} ${CAVEAT}\n`),
      { subject: 'Re: [PATCH 1/1] store: keep a cache of handles', cites: ['m0'], body: `${CAVEAT}\n` },
      { subject: '[PATCH 1/1] pool: reopen it lazily', by: 'bob', body: `${CAVEAT}\n` },
    ],
    [
      'Keep a cache.',
      'This makes lookups of big stores slower.',
      'This makes lookups of big stores slower.',
      'This makes lookups of big stores slower.',
      'This makes lookups of big stores slower.',
    ],
  ));
