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
