import { expect, test } from 'vitest';
import { parseSubject } from '@/lib/mail/fields/subject.ts';
import { cluesOf, decideVersion, learnVersion, type VersionClues } from '@/lib/series/version.ts';

/** `v2 because`, with the minor number, and `!` where it was written by who posted it. */
function check(subject: string, more: Partial<VersionClues>, expected: string): void {
  const { version, minor, reason, isWritten } = decideVersion({
    ...cluesOf(parseSubject(subject), null),
    ...more,
  });
  const number = minor === null ? `v${version}` : `v${version}.${minor}`;
  expect(`${number} ${reason}${isWritten ? '!' : ''}`).toBe(expected);
}

const cover = parseSubject('[PATCH v4 0/2] x');
const KERNEL = parseSubject('[PATCH v5.1] x').dotted;

test('the first clue that says a version decides', () => {
  check('[PATCH v2] x', { attached: 3, firstPatch: 4, cover, mended: 6 }, 'v2 subject!');
  check('[PATCH] x', { attached: 3, firstPatch: 4, cover, mended: 6 }, 'v3 attached!');
  check('[PATCH] x', { firstPatch: 5, cover, mended: 6 }, 'v5 first-patch!');
  check('[PATCH] x', { cover, mended: 6 }, 'v6 mended');
  check('[PATCH v5.1] x', { cover, isDottedKnown: true }, 'v5.1 dotted');
  check('[PATCH v5.1] x', { cover }, 'v4 cover');
  check('[PATCH] x', {}, 'v1 unsaid');
});

test('an answer has the version of what it answers in its subject', () => {
  check('Re: [PATCH v2] x', { attached: 3 }, 'v3 attached!');
  check('Re: [PATCH v2] x', {}, 'v1 unsaid');
});

test('what stands behind the point counts where the number before it is the version', () => {
  check('[PATCHSET v30.7] x', {}, 'v30.7 subject!');
  check('[PATCH v5.1 2/3] x', { mended: 5 }, 'v5.1 mended');
  check('[PATCH v5.1 2/3] x', { mended: 4 }, 'v4 mended');
  check('[PATCH] x', { cover: parseSubject('[PATCHSET v30.7] x') }, 'v30.7 cover');
  check('[PATCH v30] x', { dotted: KERNEL, isDottedKnown: true }, 'v30 subject!');
});

test('what is learnt later decides anew', () => {
  const clues = cluesOf(parseSubject('[PATCH 1/2] x'), null);
  const posting = { clues, version: decideVersion(clues) };
  learnVersion(posting, { cover });
  expect(posting.version).toMatchObject({ version: 4, reason: 'cover' });
  learnVersion(posting, { mended: 2 });
  expect(posting.version).toMatchObject({ version: 2, reason: 'mended' });
});
