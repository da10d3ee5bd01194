import { expect, test } from 'vitest';
import { normaliseName, parseSubject } from '@/lib/mail/fields/subject.ts';
import { postingVersion } from '@/lib/mail/fields/title-version.ts';

/** Subjects that people type, where tools would have made one bracket. */
function check(text: string, expected: string): void {
  const { reply, patch, rfc, committed, version, n, total, name } = parseSubject(text);
  const words = Object.entries({ reply, patch, rfc, committed }).flatMap(([word, is]) => (is ? [word] : []));
  const counter = n === null ? [] : [`${n}/${total}`];
  expect([...words, ...(version === null ? [] : [`v${version}`]), ...counter, name].join(' ')).toBe(expected);
}

test('a label without brackets is read, the word patch of a title is not', () => {
  check('PATCH v2: x', 'patch v2 x');
  check('PATCH: x', 'patch x');
  check('PATCH 1/3: x', 'patch 1/3 x');
  check('PATCH v3 2/3 - x', 'patch v3 2/3 x');
  check('RFC PATCH v3: x', 'patch rfc v3 x');
  check('Patch v2: x', 'patch v2 x');
  check('Re: PATCH v2: x', 'reply patch v2 x');
  check('PATCH for the pump', 'PATCH for the pump');
  check('patch: bump to 2.7', 'patch: bump to 2.7');
  check('[PATCH] PATCH: x', 'patch PATCH: x');
});

test('a counter stands behind the bracket as well', () => {
  check('[PATCHv2] 1/2: x', 'patch v2 1/2 x');
  check('[PATCH v3] 0/2 x', 'patch v3 0/2 x');
  check('[PATCH, pump] 2/2 x', 'patch 2/2 x');
  check('[RFC] 1/2 - x', 'rfc 1/2 x');
  check('Re: [PATCH] 2/3: x', 'reply patch 2/3 x');
  check('[PATCH 1/2] 3/4: x', 'patch 1/2 3/4: x');
  check('[PATCH] 32/64 bit: x', 'patch 32/64 bit: x');
  check('[PATCH] 8/16 bit reads', 'patch 8/16 bit reads');
  check('[PATCH] 9/1: x', 'patch 9/1: x');
  check('[PATCH] 1/2', 'patch 1/2');
  check('[list] 1/2: x', '1/2: x');
});

test('a version with a letter is one, and no video device', () => {
  check('[PATCH v4a 1/2] x', 'patch v4 1/2 x');
  check('[PATCHv4b] x', 'patch v4 x');
  check('[PATCH v4l 1/2] x', 'patch 1/2 x');
});

test('what its author applied says so in the bracket, and an answer in one of its own', () => {
  check('[patch,avr,applied] x', 'patch committed x');
  check('[avr, applied] x', 'committed x');
  check('[PATCH, to be applied] x', 'patch x');
  check('[APPLIED] [PATCH 0/2] x', 'reply patch 0/2 x');
  check('[applied] x', 'x');
});

test('rounds of the review of a stable release are versions of it', () => {
  const round = (title: string): string => {
    const found = postingVersion(title);
    return `${found?.version ?? '-'} ${normaliseName(title)}`;
  };
  expect(round('6.6.30-rc1 review')).toBe('- 6.6.30 review');
  expect(round('6.6.30-rc2 review')).toBe('2 6.6.30 review');
  expect(round('Linux v4.19.99-rt7-rc3')).toBe('3 linux v4.19.99-rt7');
  expect(round('5.10.2-rc2 stable review')).toBe('2 5.10.2 stable review');
  expect(round('6.6-rc2')).toBe('- 6.6-rc2');
  expect(round('pump: fix 6.6.30-rc2 review')).toBe('- pump: fix 6.6.30-rc2 review');
});
