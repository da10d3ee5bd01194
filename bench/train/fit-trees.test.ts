import { expect, it } from 'vitest';
import { loadTrees, treesProbability } from '@/lib/design/moves/trees.ts';
import { fitTrees } from './fit-trees.ts';
import { seeded } from './random.ts';

it('learns what no single question tells', () => {
  const random = seeded(7);
  const rows = Array.from({ length: 2_000 }, () => {
    const row = Float64Array.of(random(), random(), random());
    return { row, label: (row[0] ?? 0) > 0.5 !== (row[1] ?? 0) > 0.3 };
  });
  const trees = loadTrees(fitTrees(rows));
  const check = (row: readonly number[], expected: boolean): void =>
    expect(treesProbability(trees, Float64Array.from(row)) > 0.5).toBe(expected);
  check([0.9, 0.1, 0.5], true);
  check([0.9, 0.9, 0.5], false);
  check([0.1, 0.9, 0.5], true);
  check([0.1, 0.1, 0.5], false);
});

it('says how often a label holds when nothing tells more', () => {
  const rows = Array.from({ length: 1_000 }, (_, at) => ({ row: Float64Array.of(1), label: at % 4 === 0 }));
  expect(treesProbability(loadTrees(fitTrees(rows)), Float64Array.of(1))).toBeCloseTo(0.25, 2);
});
