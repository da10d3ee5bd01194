import { expect, test } from 'vitest';
import { splitSegments } from '@/lib/mail/segments.ts';
import { firstWords } from '@/lib/view/first-words.ts';

const check = (body: string, words: string): void =>
  expect(firstWords({ body, segments: splitSegments(body) })).toBe(words);

test('the first sentence the author wrote', () => {
  check('Hi Ann,\n\nThis cannot work as it is. There is\na race.\n', 'This cannot work as it is.');
  check('On Monday, Ann wrote:\n> Take this.\n\nNo, it is\nracy.\n', 'No, it is racy.');
  check('> Take this.\n', '');
  check('', '');
});

test('long sentences end at a word', () => {
  const words = `${'word '.repeat(40).trim()}.`;
  expect(firstWords({ body: words, segments: splitSegments(words) })).toMatch(/^(?:word )*word…$/);
});
