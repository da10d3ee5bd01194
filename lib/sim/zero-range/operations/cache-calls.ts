import { dropFolio, dropRange, folioBits } from '@/lib/sim/zero-range/cache.ts';
import { byte, type Kernel } from '@/lib/sim/zero-range/kernel.ts';
import { DIRTY, HELD, LOCKED, PRESENT, WRITEBACK } from '@/lib/sim/zero-range/state.ts';
import { flush, lockAndClear, submit, waitForWriteback } from '@/lib/sim/zero-range/writeback.ts';

/** fsync, preflush and the like: everything is written back. */
export function flushFile(k: Kernel): void {
  flush(k, 0, k.layout.cells);
}

export function dropFile(k: Kernel): void {
  dropRange(k, 0, k.layout.cells);
}

/** sync_range -w: starts writeback of the dirty folios, waits for none. */
export function startWriteback(k: Kernel, from: number, to: number): void {
  forEachFolio(k, from, to, (folio) => {
    if ((folioBits(k, folio) & (DIRTY | WRITEBACK | LOCKED | HELD)) !== DIRTY) return;
    lockAndClear(k, folio);
    submit(k, folio);
  });
}

/** sync_range -a: waits for writeback that was started, starts none. */
export function awaitWriteback(k: Kernel, from: number, to: number): void {
  let waited = false;
  forEachFolio(k, from, to, (folio) => {
    if ((folioBits(k, folio) & (WRITEBACK | LOCKED)) !== 0 && waitForWriteback(k, folio)) waited = true;
  });
  if (k.observer !== null && waited) k.observer.flushWaits++;
}

/**
 * fadvise -d: starts writeback, then drops the folios of the range that are clean. Folios across its ends
 * stay.
 */
export function dontNeed(k: Kernel, from: number, to: number): void {
  startWriteback(k, from, to);
  forEachFolio(k, from, to, (folio) => {
    const isWhole = byte(k.layout.folioStart, folio) >= from && byte(k.layout.folioStart, folio + 1) <= to;
    if (isWhole && (folioBits(k, folio) & (PRESENT | DIRTY | WRITEBACK | LOCKED | HELD)) === PRESENT) {
      dropFolio(k, folio);
    }
  });
}

function forEachFolio(k: Kernel, from: number, to: number, visit: (folio: number) => void): void {
  if (from >= to) return;
  const last = byte(k.layout.folioOf, to - 1);
  for (let folio = byte(k.layout.folioOf, from); folio <= last; folio++) visit(folio);
}
