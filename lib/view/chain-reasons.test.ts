import { describe, expect, it } from 'vitest';
import { describeReasons, relationWords } from '@/lib/view/chain-reasons.ts';

describe('describeReasons', () => {
  it('puts reasons into words, unknown ones as they are', () =>
    expect(describeReasons(['change-id', 'patch-ids', 'new-one'])).toBe(
      'equal change-id, equal patches, new-one',
    ));
});

describe('relationWords', () => {
  const check = (
    relation: 'supersedes' | 'follows',
    holds: boolean,
    isLater: boolean,
    expected: string,
  ): void => expect(relationWords({ relation, holds, isLater })).toBe(expected);
  it('says what holds', () => check('supersedes', true, false, 'new version of'));
  it('says what is a guess', () => check('supersedes', false, true, 'next version is perhaps'));
  it('tells approaches from versions', () => check('follows', true, true, 'followed by another approach,'));
});
