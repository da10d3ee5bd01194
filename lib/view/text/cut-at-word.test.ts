import { expect, test } from 'vitest';
import { cutAtWord } from '@/lib/view/text/cut-at-word.ts';

test('what is too long ends with a whole word', () => {
  expect(cutAtWord('look twice', 10)).toBe('look twice');
  expect(cutAtWord('please look twice', 13)).toBe('please look…');
  expect(cutAtWord('please look twice', 12)).toBe('please look…');
  expect(cutAtWord('please look twice', 11)).toBe('please…');
  expect(cutAtWord('Please.\nLook twice', 14)).toBe('Please.\nLook…');
});

test('a word without an end in sight is cut, and no character of it in two', () => {
  expect(cutAtWord('a/very/long/name', 10)).toBe('a/very/lo…');
  expect(cutAtWord('一二三四五六', 4)).toBe('一二三…');
  expect(cutAtWord('at a/very/long/name', 12)).toBe('at a/very/l…');
  expect(cutAtWord('ab😀cd', 4).isWellFormed()).toBe(true);
});
