import { expect, test } from 'vitest';
import { ordered } from '@/app/_design/ordered.ts';
import { testItem } from '@/lib/design/test-designs.ts';

test('what counts stands before what is unlikely, also when that is open and older', () => {
  const rows = ordered([
    { ...testItem(1, 'objection', [[1, 'open']]), certain: false, confidence: 0.3 },
    { ...testItem(2, 'objection', [[2, 'resolved']]), certain: false, confidence: 0.6 },
    { ...testItem(3, 'objection', [[3, 'open']]), certain: false, confidence: 0.6 },
    testItem(4, 'objection', [[4, 'resolved']]),
  ]);
  expect(rows.map(({ title }) => title)).toEqual(['item 4', 'item 3', 'item 2', 'item 1']);
});
