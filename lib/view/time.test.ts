import { expect, test } from 'vitest';
import { formatAge, formatDay, formatTime } from '@/lib/view/time.ts';

const AT = Date.UTC(2024, 6, 18, 13, 2, 8);
const HOUR = 3_600_000;

test('always UTC', () => {
  expect(formatTime(AT)).toBe('2024-07-18 13:02');
  expect(formatDay(AT)).toBe('2024-07-18');
});

test('ages', () => {
  const check = (later: number, age: string): void => expect(formatAge(AT, AT + later)).toBe(age);
  check(0, 'just now');
  check(60_000, '1 minute ago');
  check(5 * HOUR, '5 hours ago');
  check(24 * HOUR, '1 day ago');
  check(59 * 24 * HOUR, '59 days ago');
  check(90 * 24 * HOUR, '3 months ago');
  check(800 * 24 * HOUR, '2 years ago');
  check(-3 * HOUR, '3 hours in the future');
});
