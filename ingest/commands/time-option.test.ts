import { expect, test } from 'vitest';
import { parseTime } from '@/ingest/commands/time-option.ts';
import { parseTimeParam } from '@/lib/view/time-param.ts';

test('--at means the time that ?at= means', () => {
  for (const text of ['2024-07-19', '2024-07-19T15:24Z', '2024-07-19T15:24:36Z']) {
    expect(parseTime(text, 'end'), text).toBe(parseTimeParam(text));
  }
});

test('what is no time is refused', () => {
  expect(() => parseTime('yesterday', 'end')).toThrow("'yesterday' is not a time");
});
