import { expect, it } from 'vitest';
import { isPlainAnswer } from '@/lib/design/moves/plain-answer.ts';

it('takes a reason for a plain answer, and a yes right below a question, whoever gives it', () => {
  expect(isPlainAnswer('Because the lock is held there.', false, false)).toBe(true);
  const yes = 'Yes. The cache is filled by the same loop, and readers do not wait for it.';
  expect(isPlainAnswer(yes, false, true)).toBe(true);
  expect(isPlainAnswer(yes, false, false)).toBe(false);
});

it('takes what an author tells right below a question for one', () => {
  const words = 'The firmware has a knob for the interval, five seconds by default.';
  expect(isPlainAnswer(words, true, true)).toBe(true);
  expect(isPlainAnswer(words, true, false)).toBe(false);
  expect(isPlainAnswer(words, false, true)).toBe(false);
});

it.each(['Yes, but readers wait for it.', 'Yesterday the cache was filled by the same loop.'])(
  'leaves other objections: %s',
  (words) => {
    expect(isPlainAnswer(words, false, true)).toBe(false);
  },
);

it.each([
  "We can't do that, readers take the lock first.",
  'That would break readers which do not take the lock.',
  'It was dropped before, though.',
])('leaves what an author denies: %s', (words) => {
  expect(isPlainAnswer(words, true, true)).toBe(false);
});
