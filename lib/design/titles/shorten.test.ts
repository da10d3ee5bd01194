import { expect, test } from 'vitest';
import { cutThrough, shorten } from '@/lib/design/titles/shorten.ts';

test('a clause is cut with the word that led to it', () => {
  expect(
    shorten(
      'Keep the list of all handles there and (if you ask me) drop the lock of every mount in the store',
    ),
  ).toBe('Keep the list of all handles there');
});

test('an article is not cut from its noun', () => {
  const words =
    'Each reader walks the list of handles for the (as it is now) smaller lock of the mount that was taken';
  expect(shorten(words)).toBe('Each reader walks the list of handles');
});

test('a cut through a clause leaves no doing without its object, and no word that points', () => {
  expect(cutThrough('The mount waits for the store instead of taking the lock', 48)).toBe(
    'The mount waits for the store…',
  );
  expect(cutThrough('The mount waits for this store', 26)).toBe('The mount waits…');
  expect(cutThrough('The mount waits', 26)).toBe('The mount waits');
});

const KEPT = 'Keep the list of all handles in one place';

/** One of each of the places where a sentence may end. */
test.each([
  ' (the store has had it there from the first release that we made)',
  ' -- the store has had it there from the first release that we made',
  '; the store has had it there from the first release that we made',
  ', which the log needs, the readers walk it and nobody else does so far',
  ' because the store has had it there from the first release that we made',
  ', nobody but the store has asked to have it where the handles begin',
  ' when the store has closed more than half of all handles it had',
])('a long sentence ends before what goes on so: %s', (rest) => expect(shorten(KEPT + rest)).toBe(KEPT));
