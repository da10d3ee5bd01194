import { expect, test } from 'vitest';
import { nextBelow, seedRandom } from '@/lib/sim/random.ts';

test('the sequence of a seed never changes', () => {
  const random = seedRandom(5);
  expect(Array.from({ length: 12 }, () => nextBelow(random, 1000))).toMatchInlineSnapshot(`
    [
      822,
      867,
      176,
      690,
      792,
      805,
      422,
      376,
      687,
      812,
      703,
      697,
    ]
  `);
});

test('every number below the limit comes up, about equally often', () => {
  const random = seedRandom(1);
  const counts = new Array<number>(6).fill(0);
  for (let i = 0; i < 60_000; i++) {
    const next = nextBelow(random, 6);
    counts[next] = (counts[next] ?? 0) + 1;
  }
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400);
});
