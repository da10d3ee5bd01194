import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addState, countBytes, createStateSet, pathTo, readState } from '@/lib/sim/state-set.ts';

test('knows exactly the states that were added, and gives them back', () => {
  const row = fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 400 }), (rows) => {
      const set = createStateSet(12, null);
      const known: string[] = [];
      for (const words of rows) {
        const added = addState(set, Int32Array.from(words), 0, 0);
        expect(added).toBe(known.includes(words.join()) ? -1 : known.length);
        if (added !== -1) known.push(words.join());
      }
      const read = new Int32Array(3);
      const all = known.map((_, number) => {
        readState(set, number, read);
        return read.join();
      });
      expect(all).toEqual(known);
    }),
    { seed: 3, numRuns: 100 },
  );
});

test('a masked byte is no part of the identity, the three beside it are', () => {
  const set = createStateSet(8, 6);
  expect(addState(set, Int32Array.of(1, 0x11_22_33_44), 0, 0)).toBe(0);
  expect(addState(set, Int32Array.of(1, 0x11_99_33_44), 0, 0)).toBe(-1);
  expect(addState(set, Int32Array.of(1, 0x12_22_33_44), 0, 0)).toBe(1);
  expect(addState(set, Int32Array.of(1, 0x11_22_33_45), 0, 0)).toBe(2);
});

test('the way back, through a hundred thousand states', () => {
  const set = createStateSet(4, null);
  for (let i = 0; i < 100_000; i++) addState(set, Int32Array.of(i), Math.max(0, i - 1), i % 400);
  expect(pathTo(set, 0)).toEqual([]);
  expect(pathTo(set, 99_999)).toEqual(Array.from({ length: 99_999 }, (_, i) => (i + 1) % 400));
});

test('costs its states, one word for the way back, and 6 to 11 bytes of table', () => {
  for (const count of [1_000, 10_000, 100_000, 300_000]) {
    const set = createStateSet(48, null);
    const state = new Int32Array(12);
    for (let i = 0; i < count; i++) {
      state[3] = i;
      addState(set, state, 0, 0);
    }
    expect(countBytes(set) / count).toBeLessThan(48 + 4 + 12 + (256 * 52) / count);
  }
});
