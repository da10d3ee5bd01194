import { bumpCookie, byte, type Kernel, note } from '@/lib/sim/zero-range/kernel.ts';
import {
  BLOCK_DIRTY,
  CACHE,
  CONVERTED,
  COW_DELALLOC,
  COW_FORK,
  COW_IN_FLIGHT,
  COW_UNWRITTEN,
  DATA_FORK,
  DELALLOC,
  DIRTY,
  DISK_SHIFT,
  DISK_SIZE,
  HELD,
  HOLE,
  IN_FLIGHT,
  LOCKED,
  SIZE,
  UNWRITTEN,
  VIA_COW,
  WRITABLE,
  WRITEBACK,
  WRITTEN,
} from '@/lib/sim/zero-range/state.ts';
import { formatBytes } from '@/lib/sim/zero-range/text.ts';

/**
 * Writeback of one folio in four steps between which everything else may happen. First: lock it, clear its
 * dirty bit, write-protect its pages. It is now neither dirty nor under writeback, only locked.
 */
export function lockAndClear(k: Kernel, folio: number): void {
  const at = k.layout.foliosAt + folio;
  k.state[at] = (byte(k.state, at) & ~(DIRTY | WRITABLE)) | LOCKED;
}

/**
 * Second: read i_size (now, not when the folio was locked), map the dirty blocks inside it, start the write,
 * unlock. A folio behind i_size is left alone; one across it gets a zeroed tail in memory.
 */
export function submit(k: Kernel, folio: number): void {
  const { state, layout } = k;
  const at = layout.foliosAt + folio;
  const size = byte(state, SIZE);
  const start = byte(layout.folioStart, folio);
  const end = byte(layout.folioStart, folio + 1);
  const inside = start < size;
  if (inside && size < end) {
    zeroTail(k, size, end);
    note(k, () => `zeroes its tail behind ${formatBytes(layout.byteAt[size] as number)} in memory`);
  }
  let written = 0;
  let ioEnd = 0;
  for (let block = byte(layout.folioBlock, folio); block < byte(layout.folioBlock, folio + 1); block++) {
    const blockAt = layout.blocksAt + block;
    const isDirty = (byte(state, blockAt) & BLOCK_DIRTY) !== 0;
    state[blockAt] = byte(state, blockAt) & ~BLOCK_DIRTY;
    if (!isDirty || byte(layout.blockStart, block) >= size) continue;
    if (!mapForWriteback(k, block)) continue;
    written++;
    ioEnd = Math.min(size, byte(layout.blockStart, block + 1));
  }
  state[at] = (byte(state, at) & ~LOCKED) | (written > 0 ? WRITEBACK : 0);
  state[layout.sizesAt + folio] = ioEnd;
  note(k, () => (written > 0 ? '' : 'has nothing to write'));
  if (k.observer !== null && written > 0) {
    k.observer.foliosWritten++;
    k.observer.blocksWritten += written;
  }
}

/**
 * COW blocks first; delayed allocations become unwritten, their whole run at once. False over a hole: no I/O.
 */
function mapForWriteback(k: Kernel, block: number): boolean {
  const { state, layout } = k;
  const at = layout.blocksAt + block;
  const cow = byte(state, at) & COW_FORK;
  if (cow === COW_DELALLOC || cow === COW_UNWRITTEN) {
    if (k.profile.zoned) {
      state[at] = (byte(state, at) & ~COW_FORK) | COW_IN_FLIGHT | IN_FLIGHT | VIA_COW;
      bumpCookie(k, 'cow');
      return true;
    }
    if (cow === COW_DELALLOC) bumpCookie(k, 'cow');
    state[at] = (byte(state, at) & ~COW_FORK) | COW_UNWRITTEN | IN_FLIGHT | VIA_COW;
    return true;
  }
  if ((byte(state, at) & DATA_FORK) === HOLE) return false;
  if ((byte(state, at) & DATA_FORK) === DELALLOC) allocateRun(k, block);
  state[at] = byte(state, at) | IN_FLIGHT;
  return true;
}

/**
 * The whole contiguous delayed allocation around `block`, what lies behind EOF included, becomes unwritten.
 */
export function allocateRun(k: Kernel, block: number): void {
  const { state, layout } = k;
  const isDelalloc = (index: number): boolean =>
    (byte(state, layout.blocksAt + index) & DATA_FORK) === DELALLOC;
  let first = block;
  while (first > 0 && isDelalloc(first - 1)) first--;
  for (let index = first; index < layout.blocks && isDelalloc(index); index++) {
    state[layout.blocksAt + index] = (byte(state, layout.blocksAt + index) & ~DATA_FORK) | UNWRITTEN;
  }
  note(k, () => 'allocates the delayed allocation as unwritten');
  bumpCookie(k, 'data');
}

/**
 * Third: the device has the data. Unwritten becomes written, COW blocks move over, the disk size grows. All
 * logged.
 */
export function convert(k: Kernel, folio: number): void {
  const { state, layout } = k;
  const at = layout.foliosAt + folio;
  let remapped = false;
  let converted = false;
  for (let block = byte(layout.folioBlock, folio); block < byte(layout.folioBlock, folio + 1); block++) {
    const blockAt = layout.blocksAt + block;
    const now = byte(state, blockAt);
    if ((now & IN_FLIGHT) === 0) continue;
    if ((now & VIA_COW) !== 0) remapped = true;
    else if ((now & DATA_FORK) === UNWRITTEN) converted = true;
    const cleared = now & ~(IN_FLIGHT | VIA_COW | DATA_FORK | ((now & VIA_COW) !== 0 ? COW_FORK : 0));
    state[blockAt] = cleared | WRITTEN;
    copyToDisk(k, block);
  }
  note(k, () => (remapped ? 'its COW blocks move into the data fork' : ''));
  note(k, () => (converted ? 'its unwritten extents become written' : ''));
  state[DISK_SIZE] = Math.max(byte(state, DISK_SIZE), byte(state, layout.sizesAt + folio));
  state[layout.sizesAt + folio] = 0;
  state[at] = byte(state, at) | CONVERTED;
  if (remapped) bumpCookie(k, 'both');
  else if (converted) bumpCookie(k, 'data');
}

/** Fourth, and always after the third: writeback ends. */
export function endWriteback(k: Kernel, folio: number): void {
  const at = k.layout.foliosAt + folio;
  k.state[at] = byte(k.state, at) & ~(WRITEBACK | CONVERTED);
}

/**
 * What whoever needs the lock does: waits until writeback has submitted, or until the holder gives it back.
 */
export function waitForLock(k: Kernel, folio: number): void {
  const at = k.layout.foliosAt + folio;
  if ((byte(k.state, at) & LOCKED) !== 0) {
    note(k, () => `waits for writeback to submit and unlock folio ${folio}`);
    submit(k, folio);
  }
  k.state[at] = byte(k.state, at) & ~HELD;
}

/** True when there was I/O to wait for. */
export function waitForWriteback(k: Kernel, folio: number): boolean {
  const at = k.layout.foliosAt + folio;
  waitForLock(k, folio);
  if ((byte(k.state, at) & WRITEBACK) === 0) return false;
  note(k, () => `waits for writeback of folio ${folio} to end`);
  if ((byte(k.state, at) & CONVERTED) === 0) convert(k, folio);
  endWriteback(k, folio);
  return true;
}

/** filemap_write_and_wait_range: every folio that overlaps. True when there was I/O to wait for. */
export function flush(k: Kernel, from: number, to: number): boolean {
  if (from >= to) return false;
  let waited = false;
  const last = byte(k.layout.folioOf, to - 1);
  for (let folio = byte(k.layout.folioOf, from); folio <= last; folio++) {
    const at = k.layout.foliosAt + folio;
    if ((byte(k.state, at) & (DIRTY | LOCKED | WRITEBACK)) === 0) continue;
    if (waitForWriteback(k, folio)) waited = true;
    if ((byte(k.state, at) & DIRTY) === 0) continue;
    lockAndClear(k, folio);
    if (waitForWriteback(k, folio)) waited = true;
  }
  if (k.observer !== null && waited) k.observer.flushWaits++;
  return waited;
}

function zeroTail(k: Kernel, from: number, to: number): void {
  for (let cell = from; cell < to; cell++) {
    k.state[k.layout.cellsAt + cell] = byte(k.state, k.layout.cellsAt + cell) & ~CACHE;
  }
}

function copyToDisk(k: Kernel, block: number): void {
  const { state, layout } = k;
  for (let cell = byte(layout.blockStart, block); cell < byte(layout.blockStart, block + 1); cell++) {
    const cached = byte(state, layout.cellsAt + cell) & CACHE;
    state[layout.cellsAt + cell] = cached | (cached << DISK_SHIFT);
  }
}
