import { expect, test } from 'vitest';
import { counted, countOf } from '@/app/_design/counted.ts';

function check(confidences: readonly number[], likely: number, others: string): void {
  const items = confidences.map((confidence) => ({ confidence, certain: confidence > 0.9 }));
  const result = counted(items);
  expect([result.likely.length, result.others]).toEqual([likely, others]);
  expect(countOf(items)).toBe(`${likely}${others}`);
}

test('what is unlikely is told apart', () => {
  check([], 0, '');
  check([0.4, 0.95], 2, '');
  check([0.6, 0.39, 0.2], 1, ', and 2 unlikely');
});
