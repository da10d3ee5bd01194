import { expect, test } from 'vitest';
import { BOUND, isBound } from '@/lib/design/titles/bound-words.ts';

test.each(BOUND)('nothing is cut between words that belong together: $example', (bound) => {
  const [before = '', behind = ''] = bound.example.split(/ \|(?=[ ,])/);
  const fitting = BOUND.filter((one) => one.before.test(before) && one.behind.test(behind));
  // Each has an example that no other one knows.
  expect(fitting).toEqual([bound]);
});

test('what says something by itself may be cut behind', () => {
  expect(isBound('the lock is held', ' with a reader')).toBe(false);
  expect(isBound('it is taken', ' when somebody waits')).toBe(false);
  expect(isBound('it needs a small helper', ', and a lock')).toBe(false);
});
