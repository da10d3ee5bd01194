import { dropRange } from '@/lib/sim/zero-range/cache.ts';
import { blocksBefore, freeBlocks, preallocate } from '@/lib/sim/zero-range/extents.ts';
import { bumpCookie, byte, type Kernel } from '@/lib/sim/zero-range/kernel.ts';
import type { Layout } from '@/lib/sim/zero-range/layout.ts';
import { type OperationStep, plain, zeroRange } from '@/lib/sim/zero-range/operations/program.ts';
import type { Profile } from '@/lib/sim/zero-range/profile.ts';
import { DISK_SHIFT, GARBAGE } from '@/lib/sim/zero-range/state.ts';
import { flush } from '@/lib/sim/zero-range/writeback.ts';

/** The calls of fallocate without their size change. All numbers are positions. */

export function allocateSteps(from: number, to: number): readonly OperationStep[] {
  return [plain('allocate', 'allocates unwritten extents over the holes', (k) => preallocate(k, from, to))];
}

/**
 * Flush and unmap under both locks, free what is whole, zero what is left of the first and the last block.
 */
export function punchSteps(
  layout: Layout,
  profile: Profile,
  size: number,
  from: number,
  to: number,
): readonly OperationStep[] {
  return [
    flushAndUnmap(layout, profile, from, to),
    plain('free', 'frees the whole blocks', (k) => {
      const first = blocksBefore(k, from);
      const last = byte(k.layout.blockOf, to);
      if (first < last) freeBlocks(k, first, last);
    }),
    ...zeroRange(from, Math.min(to, size)),
    ...flushEof(layout, profile, size, from, to),
  ];
}

/**
 * xfs_free_file_space that got to EOF inside a page: what the cache holds behind EOF is zeroed by writeback alone,
 * and mmap would show it, so the rest of the file is flushed.
 */
function flushEof(
  layout: Layout,
  profile: Profile,
  size: number,
  from: number,
  to: number,
): readonly OperationStep[] {
  const page = byte(layout.pageStart, byte(layout.pageOf, size));
  if (profile.order !== 'xfs' || from >= size || to < size || page === size) return [];
  return [plain('flush_eof', 'flushes the page of EOF', (k) => void flush(k, page, k.layout.cells))];
}

export function collapseSteps(
  layout: Layout,
  profile: Profile,
  from: number,
  to: number,
): readonly OperationStep[] {
  return [
    flushAndUnmap(layout, profile, blockBefore(layout, from), layout.cells),
    plain('shift', 'frees the range and shifts the extents behind it down', (k) => {
      shiftBlocks(k, to, from);
    }),
  ];
}

export function insertSteps(
  layout: Layout,
  profile: Profile,
  from: number,
  to: number,
): readonly OperationStep[] {
  return [
    flushAndUnmap(layout, profile, blockBefore(layout, from), layout.cells),
    plain('shift', 'shifts the extents up', (k) => shiftBlocks(k, from, to)),
  ];
}

/**
 * xfs_prepare_shift begins with the block before the offset: a completion there could merge with the extent that the
 * shift splits off.
 */
function blockBefore(layout: Layout, from: number): number {
  return from === 0 ? 0 : byte(layout.blockStart, byte(layout.blockOf, from - 1));
}

/**
 * xfs_flush_unmap_range: rounded outwards to blocks and pages, and here to folios, which are dropped whole.
 */
function flushAndUnmap(layout: Layout, profile: Profile, from: number, to: number): OperationStep {
  const unit = Math.max(profile.block, profile.page);
  const starts = unit === profile.block ? layout.blockStart : layout.pageStart;
  const of = unit === profile.block ? layout.blockOf : layout.pageOf;
  const start = byte(starts, byte(of, from));
  const end = byte(starts, byte(of, to - 1) + 1);
  return plain('flush_unmap', 'flushes the range and drops its cache', (k) => {
    flush(k, start, end);
    dropRange(k, start, end);
  });
}

/** Block `source` becomes block `target`, and so on to the end of the file; what is left over is a hole. */
function shiftBlocks(k: Kernel, source: number, target: number): void {
  const { state, layout } = k;
  const forks = Uint8Array.from({ length: layout.blocks }, () => 0);
  const disk = Uint8Array.from({ length: layout.cells }, () => GARBAGE << DISK_SHIFT);
  const moved = Math.min(layout.cells - source, layout.cells - target);
  disk.set(state.subarray(layout.cellsAt + source, layout.cellsAt + source + moved), target);
  const blockSource = blocksBefore(k, source);
  const blockTarget = blocksBefore(k, target);
  const movedBlocks = Math.min(layout.blocks - blockSource, layout.blocks - blockTarget);
  forks.set(
    state.subarray(layout.blocksAt + blockSource, layout.blocksAt + blockSource + movedBlocks),
    blockTarget,
  );
  const cut = Math.min(source, target);
  state.set(disk.subarray(cut), layout.cellsAt + cut);
  const blockCut = Math.min(blockSource, blockTarget);
  state.set(forks.subarray(blockCut), layout.blocksAt + blockCut);
  bumpCookie(k, 'both');
}
