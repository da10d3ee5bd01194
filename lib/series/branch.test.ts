import { describe, expect, it } from 'vitest';
import { bracketWords } from '@/lib/mail/fields/subject.ts';
import { isOfOneBranch, isOfOtherLine } from '@/lib/series/branch.ts';
import { deriveArchive } from '@/lib/series/derive.ts';
import { testArchive } from '@/lib/series/test-archive.ts';

/** One line a link that holds. */
function links(subjects: readonly string[]): readonly string[] {
  const derived = deriveArchive(testArchive(subjects.map((subject) => ({ subject }))));
  return derived.links.filter(({ holds }) => holds).map(({ earlier, later }) => `${earlier} > ${later}`);
}

describe('the branch that a posting is for', () => {
  it('stands in the brackets beside kind, version and counter', () => {
    expect(bracketWords('Re: [OE-core][Scarthgap][PATCH v2 1/3] x')).toEqual(['oe-core', 'scarthgap']);
    expect(bracketWords('[RFC PATCH-for-9.1 RESEND 2 of 3] x')).toEqual([]);
  });
  it('is one of the stable lines', () => {
    const of = (...branch: readonly string[]): { branch: readonly string[] } => ({ branch });
    expect(isOfOtherLine(of('6.1.y'), of('5.15'))).toBe(true);
    expect(isOfOtherLine(of('6.1/5.15'), of('5.15.y'))).toBe(false);
    expect(isOfOtherLine(of('6.1.y'), of('net'))).toBe(false);
    expect(isOfOtherLine(of('for', '9.1'), of('for', '9.2'))).toBe(false);
    expect(isOfOneBranch(of('net', 'x'), of('x', 'net'))).toBe(true);
  });
});

describe('backports of one patch to several branches', () => {
  it('are versions of the one for the same branch', () =>
    expect(
      links([
        '[OE-core][scarthgap][PATCH] pump: check',
        '[OE-core][kirkstone][PATCH] pump: check',
        '[OE-core][scarthgap][PATCH v2] pump: check',
        '[OE-core][kirkstone][PATCH v2] pump: check',
      ]),
    ).toEqual(['m0 > m2', 'm1 > m3']));
  it('are none of the one for another stable line', () =>
    expect(links(['[PATCH 6.1.y] pump: check', '[PATCH 5.15.y v2] pump: check'])).toEqual([]));
  it('a version that goes to another tree goes on from the last', () =>
    expect(
      links(['[PATCH net] pump: check', '[PATCH net-next v2] pump: check', '[PATCH net v3] pump: check']),
    ).toEqual(['m0 > m1', 'm1 > m2']));
});
