import { expect, test } from 'vitest';
import { parseTime } from '@/ingest/commands/time-option.ts';

function check(text: string, expected: string | null): void {
  if (expected === null) expect(() => parseTime(text), text).toThrow('is not a time');
  else expect(new Date(parseTime(text)).toISOString(), text).toBe(expected);
}

/** Tests run in Asia/Kathmandu. */
test('a time without a zone is UTC, wherever the machine stands', () => {
  check('2024-07-19', '2024-07-19T00:00:00.000Z');
  check('2024-07-19T15:24', '2024-07-19T15:24:00.000Z');
  check('2024-07-19 15:24:36', '2024-07-19T15:24:36.000Z');
  check('2024-07-19T15:24:36.5Z', '2024-07-19T15:24:36.500Z');
  check('2024-07-19t15:24z', '2024-07-19T15:24:00.000Z');
  check('2024-07-19T15:24:36+05:45', '2024-07-19T09:39:36.000Z');
});

test('what is no time is refused', () => {
  for (const text of ['', 'yesterday', '2024-07', '2024-13-01', '2024-07-19T25:00', '2024-07-19 noon']) {
    check(text, null);
  }
});
