import {
  dirtyWholeFolio,
  folioBits,
  isWritable,
  truncateCache,
  zeroCached,
} from '@/lib/sim/zero-range/cache.ts';
import { blocksBefore, freeBlocks } from '@/lib/sim/zero-range/extents.ts';
import { byte, hasFlag, type Kernel, note } from '@/lib/sim/zero-range/kernel.ts';
import type { Layout } from '@/lib/sim/zero-range/layout.ts';
import { type OperationStep, plain, zeroRange } from '@/lib/sim/zero-range/operations/program.ts';
import type { Profile } from '@/lib/sim/zero-range/profile.ts';
import { DID_ZERO, DIRTY, DISK_SIZE, PRESENT, SIZE, WRITABLE } from '@/lib/sim/zero-range/state.ts';
import type { Strategy } from '@/lib/sim/zero-range/step.ts';
import { formatBytes } from '@/lib/sim/zero-range/text.ts';
import { flush, waitForLock } from '@/lib/sim/zero-range/writeback.ts';
import { describeRange } from '@/lib/sim/zero-range/zero-range.ts';

/** What a size change is made of. All numbers are positions. */
export type Resize = { readonly from: number; readonly to: number };

/** xfs_setattr_size in either direction; truncate, and what fallocate calls to set the size. */
export function resizeSteps(
  layout: Layout,
  profile: Profile,
  strategy: Strategy,
  resize: Resize,
): readonly OperationStep[] {
  if (resize.to > resize.from) return growSteps(resize);
  return profile.order === 'ext4' ? shrinkSizeFirst(layout, resize) : shrinkSteps(layout, strategy, resize);
}

function growSteps({ from, to }: Resize): readonly OperationStep[] {
  return [
    ...zeroRange(from, to),
    plain('setsize', 'sets i_size', (k) => {
      k.state[SIZE] = to;
      extendSize(k, from, to);
      // truncate_setsize takes the cache behind the new size away in either direction.
      const zeroed = truncateCache(k, to);
      note(k, () => (zeroed ? `zeroes the last folio behind ${formatEnd(k, to)} in memory` : ''));
    }),
    flushNewSize({ from, to }),
    plain('commit', 'commits the new size', (k) => {
      k.state[DISK_SIZE] = to;
    }),
  ];
}

/** Truncate down and to the same size: the rest of the EOF block is zeroed first, then i_size is lowered. */
function shrinkSteps(layout: Layout, strategy: Strategy, resize: Resize): readonly OperationStep[] {
  const flushed = plain('flush_eof', 'flushes the folio of the new EOF', (k) => {
    flush(k, resize.to, Math.min(k.layout.cells, resize.to + 1));
  });
  return [
    ...(strategy.flushesNewEof && resize.to < layout.cells ? [flushed] : []),
    ...zeroRange(resize.to, endOfBlock(layout, resize.to)),
    shrinkSize(resize.to),
    flushNewSize(resize),
    commitShrink(resize.to),
  ];
}

/**
 * ext4 on iomap (20260203062523.3869120-18): i_size and the tail in memory first, the zero range afterwards.
 */
function shrinkSizeFirst(layout: Layout, resize: Resize): readonly OperationStep[] {
  return [
    shrinkSize(resize.to),
    ...zeroRange(resize.to, endOfBlock(layout, resize.to)),
    commitShrink(resize.to),
  ];
}

function shrinkSize(to: number): OperationStep {
  return plain('setsize', 'sets i_size and takes the cache behind it away', (k) => {
    k.state[SIZE] = to;
    const zeroed = truncateCache(k, to);
    note(k, () =>
      zeroed ? 'zeroes the tail of the last folio in memory, which does not make it dirty' : '',
    );
  });
}

/**
 * What zeroing brought into the cache must be on disk before the size is; so must what lies between the disk
 * size and the new one. Empty on nearly every truncate down (20221128173945.3953659-1).
 */
function flushNewSize({ from, to }: Resize): OperationStep {
  return {
    kind: 'step',
    name: 'flush_size',
    says: 'flushes from the disk size to the new size',
    run: (k) => {
      const diskSize = byte(k.state, DISK_SIZE);
      note(k, () => describeRange(k, diskSize, to));
      const waited = flush(k, diskSize, to);
      note(k, () => (waited ? '' : 'there is nothing to write'));
    },
    when: (k) => {
      const diskSize = byte(k.state, DISK_SIZE);
      return to > diskSize && (hasFlag(k, DID_ZERO) || from !== diskSize);
    },
  };
}

function commitShrink(to: number): OperationStep {
  return plain('commit', 'commits the new size and frees the blocks behind it', (k) => {
    k.state[DISK_SIZE] = to;
    freeBlocks(k, blocksBefore(k, to), k.layout.blocks);
  });
}

function formatEnd({ layout }: Kernel, to: number): string {
  return formatBytes(layout.byteAt[to] as number);
}

function endOfBlock(layout: Layout, position: number): number {
  const block = byte(layout.blockOf, position);
  const start = byte(layout.blockStart, block);
  return start === position ? position : byte(layout.blockStart, block + 1);
}

/**
 * pagecache_isize_extended, for blocks below the page size: the folio of the old EOF is write-protected
 * again, and since 52aecaee1c26 what the new size exposes of it is zeroed, if it is dirty. Only whole blocks
 * behind the old EOF are its concern: where the block of EOF ends the page, or holds the new EOF too, it does
 * nothing at all.
 */
export function extendSize(k: Kernel, from: number, to: number): void {
  const { layout, profile } = k;
  if (from >= to || profile.block >= profile.page) return;
  const nextBlock = endOfBlock(layout, from);
  if (to <= nextBlock || byte(layout.pageStart, byte(layout.pageOf, nextBlock)) === nextBlock) return;
  const folio = byte(layout.folioOf, from);
  if ((folioBits(k, folio) & PRESENT) === 0) return;
  waitForLock(k, folio);
  if (isWritable(k, folio)) {
    dirtyWholeFolio(k, folio);
    k.state[layout.foliosAt + folio] = folioBits(k, folio) & ~WRITABLE;
  }
  if (!profile.isizeZeroing) return;
  if ((folioBits(k, folio) & DIRTY) === 0) {
    note(k, () => 'pagecache_isize_extended finds the folio clean and does nothing');
    return;
  }
  zeroCached(k, from, Math.min(to, byte(layout.folioStart, folio + 1)));
  note(k, () => 'pagecache_isize_extended zeroes the exposed part of the dirty folio');
}
