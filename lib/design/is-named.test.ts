import { expect, test } from 'vitest';
import { bearsName, isNamed } from '@/lib/design/is-named.ts';

test('somebody bears his names, and those that others shorten them to', () => {
  expect(bearsName('Theodore Lee', 'ted')).toBe(true);
  expect(bearsName('Lee, Christopher', 'chris')).toBe(true);
  expect(bearsName('Ann Lee', 'ann')).toBe(true);
  expect(bearsName('Ann Lee', 'ted')).toBe(false);
  expect(bearsName('Theo Lee', 'theodore')).toBe(false);
  // A family name is not shortened into another first name.
  expect(bearsName('Ann Edwards', 'ted')).toBe(false);
});

test('who was asked as Bob is Robert', () => {
  expect(isNamed('Bob', { name: 'Robert Day', email: 'r@example.org' })).toBe(true);
  expect(isNamed('Bob', { name: 'Ann Lee', email: 'ann@example.org' })).toBe(false);
});
