import { expect, test } from 'vitest';
import { type DayEdge, readTime } from '@/lib/base/read-time.ts';

function check(text: string, edge: DayEdge, expected: string | null): void {
  const time = readTime(text, edge);
  expect(time === null ? null : new Date(time).toISOString(), text).toBe(expected);
}

/** Tests run in Asia/Kathmandu. */
test('a time without a zone is UTC, wherever the machine stands', () => {
  for (const edge of ['start', 'end'] as const) {
    check('2024-07-19T15:24', edge, '2024-07-19T15:24:00.000Z');
    check('2024-07-19 15:24:36', edge, '2024-07-19T15:24:36.000Z');
    check('2024-07-19T15:24:36.5Z', edge, '2024-07-19T15:24:36.500Z');
    check('2024-07-19t15:24z', edge, '2024-07-19T15:24:00.000Z');
    check('2024-07-19T15:24:36+05:45', edge, '2024-07-19T09:39:36.000Z');
  }
});

test('a day is its beginning or its end, as asked', () => {
  check('2024-07-19', 'start', '2024-07-19T00:00:00.000Z');
  check('2024-07-19', 'end', '2024-07-19T23:59:59.999Z');
  check('2024-02-29', 'end', '2024-02-29T23:59:59.999Z');
});

test('what is no time is none', () => {
  for (const text of ['', 'now', 'yesterday', '2024-07', '2024-13-01', '2024-02-30', '2024-07-19T25:00Z']) {
    check(text, 'end', null);
  }
  for (const text of ['2024-02-30T12:00Z', '2024-07-19 noon', '1721403876000', '+9-07-19']) {
    check(text, 'start', null);
  }
});
