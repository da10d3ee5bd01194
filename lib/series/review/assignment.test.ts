import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assignRows } from '@/lib/series/review/assignment.ts';

function check(costs: readonly (readonly number[])[], expected: readonly number[]): void {
  expect(assignRows(costs)).toEqual(expected);
}

test('small matrices', () => {
  check([], []);
  check([[7]], [0]);
  check(
    [
      [1, 0],
      [0, 1],
    ],
    [1, 0],
  );
  check(
    [
      [4, 1, 3],
      [2, 0, 5],
      [3, 2, 2],
    ],
    [1, 0, 2],
  );
});

/** The least sum over all permutations. */
function leastSum(costs: readonly (readonly number[])[], taken: readonly number[] = []): number {
  const row = costs[taken.length];
  if (row === undefined) return 0;
  let best = Number.POSITIVE_INFINITY;
  for (const [column, cost] of row.entries()) {
    if (!taken.includes(column)) best = Math.min(best, cost + leastSum(costs, [...taken, column]));
  }
  return best;
}

test('the sum is the least of all permutations', () => {
  const matrix = fc
    .integer({ min: 1, max: 5 })
    .chain((n) =>
      fc.array(fc.array(fc.nat(20), { minLength: n, maxLength: n }), { minLength: n, maxLength: n }),
    );
  fc.assert(
    fc.property(matrix, (costs) => {
      const columns = assignRows(costs);
      expect([...columns].sort()).toEqual(costs.map((_, index) => index));
      const sum = columns.reduce((total, column, row) => total + (costs[row]?.[column] ?? 0), 0);
      expect(sum).toBe(leastSum(costs));
    }),
    { seed: 3, numRuns: 300 },
  );
});
