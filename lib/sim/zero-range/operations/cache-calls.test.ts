import { expect, test } from 'vitest';
import { explorePath } from '@/lib/sim/zero-range/explore.ts';
import type { Operation } from '@/lib/sim/zero-range/operation.ts';
import { BOUNDS, K, mwrite, pwrite, script, truncate } from '@/lib/sim/zero-range/test-scripts.ts';

/** The folios that are in the cache after the script, when nothing happens beside it. */
function check(operations: readonly Operation[], expected: readonly number[]): void {
  // A last command with steps, which leaves the cache alone: states are shown of those.
  const scenario = script([...operations, pwrite(28, 1)]);
  let path: readonly number[] = [];
  for (;;) {
    const { steps, choices } = explorePath(scenario, 'skip', { ...BOUNDS, eventsMax: 0 }, path);
    if (choices.length === 0) {
      const folios = steps.at(-1)?.state.folios ?? [];
      const present = folios.flatMap(({ present: isThere, offset }) => (isThere ? [offset / 4 / K] : []));
      expect(present.filter((folio) => folio !== 7)).toEqual(expected);
      return;
    }
    path = [...path, 0];
  }
}

const fsync = { kind: 'fsync' } as const;
const dontNeed = { kind: 'dontneed', offset: 0, length: 0 } as const;
const mread = (offset: number, length: number): Operation => ({
  kind: 'mread',
  offset: offset * K,
  length: length * K,
});
const mmap = { kind: 'mmap', offset: 0, length: 16 * K, writable: true } as const;

test('fadvise -d keeps what a program has mapped, writable or not', () => {
  check([pwrite(0, 16), fsync, dontNeed], []);
  check([pwrite(0, 16), fsync, mmap, mread(4, 4), dontNeed], [1]);
  check([pwrite(0, 16), mmap, mwrite(8, 4), fsync, dontNeed], [2]);
  check([pwrite(0, 16), fsync, mmap, mread(4, 8), { kind: 'munmap' }, dontNeed], []);
});

test('what takes a folio out of the cache unmaps it', () => {
  const punch = { kind: 'fpunch', offset: 4 * K, length: 4 * K } as const;
  const read = { kind: 'pread', offset: 0, length: 16 * K } as const;
  const mapped = [pwrite(0, 16), fsync, mmap, mread(0, 16)];
  check([...mapped, punch, read, dontNeed], [0, 2, 3]);
  check([...mapped, truncate(6), truncate(16), fsync, read, dontNeed], [0, 1]);
});

test('a shift of extents flushes and drops from the block before its offset on', () => {
  const range = { offset: 8 * K, length: 4 * K };
  check([pwrite(0, 24), { kind: 'fcollapse', ...range }], [0]);
  check([pwrite(0, 20), { kind: 'finsert', ...range }], [0]);
  check([pwrite(0, 20), { kind: 'finsert', offset: 0, length: 4 * K }], []);
});
