import { expect, test } from 'vitest';
import { drawTree } from '@/lib/view/tree.ts';

/** Parents by position; depths follow. */
function check(parents: readonly (number | null)[], lines: readonly string[]): void {
  const depths: number[] = [];
  const nodes = parents.map((parent, position) => {
    const depth = parent === null ? 0 : (depths[parent] ?? 0) + 1;
    depths.push(depth);
    return { position, parent, depth };
  });
  expect(drawTree(nodes)).toEqual(lines);
}

test('branches', () => {
  check([null], ['']);
  check([null, 0, 1, 0], ['', '├─', '│ └─', '└─']);
  check([null, 0, 0, 2, 3, 2], ['', '├─', '└─', '  ├─', '  │ └─', '  └─']);
  check([null, null, 1], ['', '', '└─']);
});

test('a part of a thread begins anywhere', () => {
  const part = [
    { position: 200, parent: 7, depth: 3 },
    { position: 201, parent: 3, depth: 2 },
  ];
  expect(drawTree(part)).toEqual(['    └─', '  └─']);
});

test('a chain of 10,000 is drawn at bounded depth', () => {
  const chain = Array.from({ length: 10_000 }, (_, n) => ({
    position: n,
    parent: n === 0 ? null : n - 1,
    depth: n,
  }));
  expect(Math.max(...drawTree(chain).map((line) => line.length))).toBeLessThan(30);
});
