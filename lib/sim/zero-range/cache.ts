import { byte, type Kernel } from '@/lib/sim/zero-range/kernel.ts';
import {
  BLOCK_DIRTY,
  CACHE,
  COW_DELALLOC,
  COW_FORK,
  DATA_FORK,
  DIRTY,
  DISK_SHIFT,
  HELD,
  LOCKED,
  PRESENT,
  SIZE,
  UPTODATE,
  WRITABLE,
  WRITEBACK,
  WRITTEN,
  ZERO,
} from '@/lib/sim/zero-range/state.ts';
import { waitForWriteback } from '@/lib/sim/zero-range/writeback.ts';

/**
 * What makes a folio count as dirty. Locked belongs to it: writeback may be between its first and second
 * step.
 */
export const NEEDS_WRITEBACK = DIRTY | WRITEBACK | LOCKED | HELD;

export function folioBits(k: Kernel, folio: number): number {
  return byte(k.state, k.layout.foliosAt + folio);
}

/** First folio at or behind `from` that begins before `to` and has one of `bits`; -1 when there is none. */
export function findFolio(k: Kernel, from: number, to: number, bits: number): number {
  if (from >= to) return -1;
  const last = byte(k.layout.folioOf, to - 1);
  for (let folio = byte(k.layout.folioOf, from); folio <= last; folio++) {
    if ((folioBits(k, folio) & bits) !== 0) return folio;
  }
  return -1;
}

/**
 * filemap_range_needs_writeback: is a folio of the range dirty, under writeback or locked? The tags of the
 * file are asked first, so a clean file says no even when something holds the lock of a folio.
 */
export function needsWriteback(k: Kernel, from: number, to: number): boolean {
  const tagged = findFolio(k, 0, k.layout.cells, DIRTY | WRITEBACK | LOCKED) !== -1;
  return tagged && findFolio(k, from, to, NEEDS_WRITEBACK) !== -1;
}

/** Brings blocks that are not up to date into a folio, and the folio into the cache: a read. */
export function readFolio(k: Kernel, folio: number): void {
  addFolio(k, folio);
  for (let block = byte(k.layout.folioBlock, folio); block < byte(k.layout.folioBlock, folio + 1); block++) {
    const isWritten = (byte(k.state, k.layout.blocksAt + block) & DATA_FORK) === WRITTEN;
    fillBlock(k, block, isWritten);
  }
}

function addFolio(k: Kernel, folio: number): void {
  const at = k.layout.foliosAt + folio;
  k.state[at] = byte(k.state, at) | PRESENT;
}

/**
 * Makes a block up to date. `fromDisk` is what the mapping in the caller's hands says; where that is out of
 * date, the block is filled with what is not there. A block behind i_size is zero.
 */
function fillBlock(k: Kernel, block: number, fromDisk: boolean): void {
  const { state, layout } = k;
  const at = layout.blocksAt + block;
  if ((byte(state, at) & UPTODATE) !== 0) return;
  state[at] = byte(state, at) | UPTODATE;
  const reads = fromDisk && byte(layout.blockStart, block) < byte(state, SIZE);
  for (let cell = byte(layout.blockStart, block); cell < byte(layout.blockStart, block + 1); cell++) {
    const now = byte(state, layout.cellsAt + cell);
    state[layout.cellsAt + cell] = (now & ~CACHE) | (reads ? now >> DISK_SHIFT : ZERO);
  }
}

/**
 * Writes `code` to the cells [from, to) of one folio, which is locked: creates the folio, fills what the
 * write covers partly, marks blocks and folio dirty. `fromDisk` says of a block whether the mapping calls it
 * written.
 */
export function writeFolio(
  k: Kernel,
  from: number,
  to: number,
  code: number,
  fromDisk: (block: number) => boolean,
): void {
  const { state, layout } = k;
  const folio = byte(layout.folioOf, from);
  addFolio(k, folio);
  for (let block = byte(layout.blockOf, from); block <= byte(layout.blockOf, to - 1); block++) {
    const partly = from > byte(layout.blockStart, block) || to < byte(layout.blockStart, block + 1);
    if (partly) fillBlock(k, block, fromDisk(block));
    const at = layout.blocksAt + block;
    state[at] = byte(state, at) | UPTODATE | BLOCK_DIRTY;
    // Zoned XFS never overwrites: each write reserves a new block.
    if (k.profile.zoned && (byte(state, at) & COW_FORK) === 0) state[at] = byte(state, at) | COW_DELALLOC;
  }
  for (let cell = from; cell < to; cell++) setCached(k, cell, code);
  state[layout.foliosAt + folio] = folioBits(k, folio) | DIRTY;
}

export function setCached(k: Kernel, cell: number, code: number): void {
  const at = k.layout.cellsAt + cell;
  k.state[at] = (byte(k.state, at) & ~CACHE) | code;
}

/** The whole folio and all its blocks: the program may have stored anywhere. */
export function dirtyWholeFolio(k: Kernel, folio: number): void {
  const { state, layout } = k;
  for (let block = byte(layout.folioBlock, folio); block < byte(layout.folioBlock, folio + 1); block++) {
    state[layout.blocksAt + block] = byte(state, layout.blocksAt + block) | BLOCK_DIRTY;
  }
  state[layout.foliosAt + folio] = folioBits(k, folio) | DIRTY;
}

/** Takes a folio out of the cache with whatever it holds. */
export function dropFolio(k: Kernel, folio: number): void {
  const { state, layout } = k;
  state[layout.foliosAt + folio] = 0;
  for (let block = byte(layout.folioBlock, folio); block < byte(layout.folioBlock, folio + 1); block++) {
    state[layout.blocksAt + block] = byte(state, layout.blocksAt + block) & ~(UPTODATE | BLOCK_DIRTY);
  }
  for (let cell = byte(layout.folioStart, folio); cell < byte(layout.folioStart, folio + 1); cell++) {
    setCached(k, cell, ZERO);
  }
}

/**
 * truncate_pagecache: folios behind `from` leave the cache; the one across it is waited for, and its tail is
 * zeroed in memory without becoming dirty (20201014223743.GD7391). True when there was such a folio.
 */
export function truncateCache(k: Kernel, from: number): boolean {
  const { layout } = k;
  let zeroed = false;
  for (let folio = 0; folio < layout.folios; folio++) {
    if (byte(layout.folioStart, folio + 1) <= from) continue;
    if ((folioBits(k, folio) & PRESENT) === 0) continue;
    waitForWriteback(k, folio);
    if (byte(layout.folioStart, folio) >= from) {
      dropFolio(k, folio);
    } else {
      zeroCached(k, from, byte(layout.folioStart, folio + 1));
      zeroed = true;
    }
  }
  return zeroed;
}

/** In memory only: neither dirty nor up to date changes. Blocks that are not up to date hold zero anyway. */
export function zeroCached(k: Kernel, from: number, to: number): void {
  for (let cell = from; cell < to; cell++) setCached(k, cell, ZERO);
}

/** Drops all folios that overlap; they must be clean. */
export function dropRange(k: Kernel, from: number, to: number): void {
  if (from >= to) return;
  const last = byte(k.layout.folioOf, to - 1);
  for (let folio = byte(k.layout.folioOf, from); folio <= last; folio++) {
    if ((folioBits(k, folio) & PRESENT) === 0) continue;
    waitForWriteback(k, folio);
    dropFolio(k, folio);
  }
}

export function isWritable(k: Kernel, folio: number): boolean {
  return (folioBits(k, folio) & WRITABLE) !== 0;
}
