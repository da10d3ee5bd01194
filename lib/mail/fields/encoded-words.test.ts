import { expect, test } from 'vitest';
import { decodeWords } from '@/lib/mail/fields/encoded-words.ts';

function check(text: string, expected: string): void {
  expect(decodeWords(text)).toBe(expected);
}

test('words in either encoding, the blank between two of them left out', () => {
  check('x: =?UTF-8?q?L=C3=A9a_takes?= a lock', 'x: Léa takes a lock');
  check('=?utf-8?b?TMOpYQ==?=', 'Léa');
  check('=?utf-8?q?L=C3?= =?utf-8?q?=A9a?=', 'Léa');
  check('=?iso-8859-1?q?L=E9a?=', '=?iso-8859-1?q?L=E9a?=');
});

test('base64 that is padded too little, too much or is none at all is no error', () => {
  check('=?utf-8?b?TMOpYQ?=', 'Léa');
  check('=?utf-8?b?TMOpYQ=?=', 'Léa');
  check('=?utf-8?b?TMOpYWI==?=', 'Léab');
  check('x =?utf-8?b?TMOpY?=', 'x ');
  check('x =?utf-8?b?!!!!?=', 'x ');
  check('x =?utf-8?b?=A==?=', 'x ');
});
