import { dirtyWholeFolio, folioBits, readFolio, setCached, writeFolio } from '@/lib/sim/zero-range/cache.ts';
import { dataFork, reserve } from '@/lib/sim/zero-range/extents.ts';
import { byte, type Kernel } from '@/lib/sim/zero-range/kernel.ts';
import type { Layout } from '@/lib/sim/zero-range/layout.ts';
import { type OperationStep, plain, zeroRange } from '@/lib/sim/zero-range/operations/program.ts';
import { extendSize } from '@/lib/sim/zero-range/operations/resize.ts';
import { PRESENT, SIZE, WRITABLE, WRITTEN } from '@/lib/sim/zero-range/state.ts';
import { waitForLock, waitForWriteback } from '@/lib/sim/zero-range/writeback.ts';

/**
 * Buffered write: a gap between EOF and the write is zeroed, then folio by folio the data is copied and
 * i_size raised. The copy of one folio is atomic here: races of the write itself are not those of zero range.
 */
export function writeSteps(
  layout: Layout,
  size: number,
  from: number,
  to: number,
  code: number,
): readonly OperationStep[] {
  const steps: OperationStep[] = [...zeroRange(size, from)];
  const last = byte(layout.folioOf, to - 1);
  for (let folio = byte(layout.folioOf, from); folio <= last; folio++) {
    const start = Math.max(from, byte(layout.folioStart, folio));
    const end = Math.min(to, byte(layout.folioStart, folio + 1));
    steps.push(plain('copy', `copies into folio ${folio}`, (k) => copy(k, start, end, code, from)));
  }
  return steps;
}

function copy(k: Kernel, from: number, to: number, code: number, writeStart: number): void {
  reserve(k, from, to);
  waitForLock(k, byte(k.layout.folioOf, from));
  writeFolio(k, from, to, code, (block) => dataFork(k, block) === WRITTEN);
  const size = byte(k.state, SIZE);
  if (to <= size) return;
  k.state[SIZE] = to;
  extendSize(k, size, writeStart);
}

/**
 * Stores of a program into its mapping, page by page. A page that is not writable faults first: its folio is
 * read, blocks up to EOF are allocated, the whole folio becomes dirty. What lies behind EOF is stored all the
 * same.
 */
export function storeMapped(k: Kernel, from: number, to: number, code: number): void {
  const { layout } = k;
  for (let cell = from; cell < to; cell++) {
    const isFirst = cell === from || byte(layout.pageOf, cell) !== byte(layout.pageOf, cell - 1);
    if (isFirst) fault(k, byte(layout.pageOf, cell));
    setCached(k, cell, code);
  }
}

/**
 * Waits for writeback in flight, as devices with stable pages have it: otherwise the write that is on its way
 * could carry bytes behind EOF that were stored after writeback zeroed them.
 */
function fault(k: Kernel, page: number): void {
  const { layout } = k;
  const folio = byte(layout.folioOf, byte(layout.pageStart, page));
  waitForWriteback(k, folio);
  readFolio(k, folio);
  // page_mkwrite goes by folios: all of it becomes dirty, so all of it inside EOF gets blocks.
  const start = byte(layout.folioStart, folio);
  const end = Math.min(byte(layout.folioStart, folio + 1), byte(k.state, SIZE));
  if (start < end) reserve(k, start, end);
  dirtyWholeFolio(k, folio);
  k.state[layout.foliosAt + folio] = folioBits(k, folio) | WRITABLE;
}

/** A read brings the folios of a range into the cache. */
export function readRange(k: Kernel, from: number, to: number): void {
  const end = Math.min(to, byte(k.state, SIZE));
  if (from >= end) return;
  const last = byte(k.layout.folioOf, end - 1);
  for (let folio = byte(k.layout.folioOf, from); folio <= last; folio++) readFolio(k, folio);
}

export function unmapAll(k: Kernel): void {
  for (let folio = 0; folio < k.layout.folios; folio++) {
    if ((folioBits(k, folio) & PRESENT) === 0) continue;
    k.state[k.layout.foliosAt + folio] = folioBits(k, folio) & ~WRITABLE;
  }
}
