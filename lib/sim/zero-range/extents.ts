import { bumpCookie, byte, type Kernel } from '@/lib/sim/zero-range/kernel.ts';
import {
  BLOCK_DIRTY,
  CACHE,
  COW_DELALLOC,
  COW_FORK,
  COW_UNWRITTEN,
  DATA_FORK,
  DELALLOC,
  DISK_SHIFT,
  GARBAGE,
  HOLE,
  SIZE,
  UNWRITTEN,
  UPTODATE,
} from '@/lib/sim/zero-range/state.ts';

export function dataFork(k: Kernel, block: number): number {
  return byte(k.state, k.layout.blocksAt + block) & DATA_FORK;
}

/** Blocks of a zoned write in flight are in neither fork (aag-_c8G_L5MQ42m). */
export function hasCowBlock(k: Kernel, block: number): boolean {
  const cow = byte(k.state, k.layout.blocksAt + block) & COW_FORK;
  return cow === COW_DELALLOC || cow === COW_UNWRITTEN;
}

/** First block behind EOF: XFS_B_TO_FSB of i_size, which rounds up. */
export function blockAfterEof(k: Kernel): number {
  return blocksBefore(k, byte(k.state, SIZE));
}

/** Number of blocks that begin before a position. */
export function blocksBefore(k: Kernel, position: number): number {
  return position === 0 ? 0 : byte(k.layout.blockOf, position - 1) + 1;
}

/** Delayed allocation over what a write or a fault needs: over holes, unless the COW fork has the block. */
export function reserve(k: Kernel, from: number, to: number): void {
  const { state, layout } = k;
  let changed = false;
  for (let block = byte(layout.blockOf, from); block <= byte(layout.blockOf, to - 1); block++) {
    const at = layout.blocksAt + block;
    if (k.profile.zoned) {
      if ((byte(state, at) & COW_FORK) === 0) state[at] = byte(state, at) | COW_DELALLOC;
    } else if (dataFork(k, block) === HOLE && !hasCowBlock(k, block)) {
      state[at] = byte(state, at) | DELALLOC;
      changed = true;
    }
  }
  if (changed) bumpCookie(k, 'data');
}

/** Preallocation: holes become unwritten, everything else stays. */
export function preallocate(k: Kernel, from: number, to: number): void {
  let changed = false;
  for (let block = byte(k.layout.blockOf, from); block <= byte(k.layout.blockOf, to - 1); block++) {
    if (dataFork(k, block) !== HOLE) continue;
    k.state[k.layout.blocksAt + block] = byte(k.state, k.layout.blocksAt + block) | UNWRITTEN;
    changed = true;
  }
  if (changed) bumpCookie(k, 'data');
}

/** Both forks lose the blocks [first, last); their content on disk means nothing any more. */
export function freeBlocks(k: Kernel, first: number, last: number): void {
  const { state, layout } = k;
  let changed = false;
  for (let block = first; block < last; block++) {
    const at = layout.blocksAt + block;
    if ((byte(state, at) & (DATA_FORK | COW_FORK)) === 0) continue;
    state[at] = byte(state, at) & (UPTODATE | BLOCK_DIRTY);
    for (let cell = byte(layout.blockStart, block); cell < byte(layout.blockStart, block + 1); cell++) {
      const cached = byte(state, layout.cellsAt + cell) & CACHE;
      state[layout.cellsAt + cell] = cached | (GARBAGE << DISK_SHIFT);
    }
    changed = true;
  }
  if (changed) bumpCookie(k, 'both');
}
