import { expect, test } from 'vitest';
import { formatTimeParam, parseTimeParam } from '@/lib/view/time-param.ts';

function check(input: string | null, expected: string | null): void {
  const time = parseTimeParam(input);
  expect(time === null ? null : formatTimeParam(time)).toBe(expected);
}

test('a time to the second, to the minute', () => {
  check('2024-07-19T15:24:36Z', '2024-07-19T15:24:36Z');
  check('2024-07-19T15:24Z', '2024-07-19T15:24:00Z');
});
test('a day is meant to its end', () => check('2024-07-19', '2024-07-19T23:59:59.999Z'));
test('anything else is no time', () => {
  for (const text of ['', 'now', '2024-02-30']) check(text, null);
  check(null, null);
});
