import { expect, test } from 'vitest';
import { finish, LEFT_OVER } from '@/lib/design/titles/finish.ts';

test.each(LEFT_OVER)('takes off what says nothing there: $example', ({ example, words }) => {
  const [, before = '', off = '', behind = ''] = /^(.*)\{(.*)\}(.*)$/.exec(example) ?? [];
  expect(words.exec(before + off + behind)?.[0]).toBe(off);
  expect(finish(before + off + behind, 'objection').toLowerCase()).toBe(before + behind);
});

test('words that need what stands before them stay', () => {
  const check = (text: string): void => expect(finish(text, 'objection')).toBe(text);
  check('I do not think so');
  check('Something like this');
  check('Thanks for all of the tests');
});
