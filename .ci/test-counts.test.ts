import { expect, test } from 'vitest';
import { addCounts, formatCounts, judgeCounts, playwrightCounts, vitestCounts } from './test-counts.mjs';

const NONE = { passed: 0, failed: 0, skipped: 0 };

test('reports become counts', () => {
  expect(vitestCounts({ numPassedTests: 3, numFailedTests: 1, numPendingTests: 1, numTodoTests: 1 })).toEqual(
    {
      passed: 3,
      failed: 1,
      skipped: 2,
    },
  );
  expect(playwrightCounts({ stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 1 } })).toEqual({
    passed: 4,
    failed: 1,
    skipped: 1,
  });
});

test('a runner that ended badly or ran nothing has failed', () => {
  expect(judgeCounts(0, { ...NONE, passed: 2 })).toEqual({ ...NONE, passed: 2 });
  expect(judgeCounts(1, { ...NONE, passed: 2 })).toEqual({ ...NONE, passed: 2, failed: 1 });
  expect(judgeCounts(null, { ...NONE, passed: 2 })).toEqual({ ...NONE, passed: 2, failed: 1 });
  expect(judgeCounts(1, { ...NONE, failed: 2 })).toEqual({ ...NONE, failed: 2 });
  expect(judgeCounts(0, NONE)).toEqual({ ...NONE, failed: 1 });
  expect(judgeCounts(0, null)).toEqual({ ...NONE, failed: 1 });
});

test('the closing line', () => {
  expect(formatCounts({ passed: 1, failed: 0, skipped: 0 })).toBe('1 passed, 0 failed');
  expect(formatCounts(addCounts({ passed: 1, failed: 0, skipped: 1 }, { ...NONE, failed: 2 }))).toBe(
    '1 passed, 2 failed, 1 skipped',
  );
});
