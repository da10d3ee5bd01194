import { dropFolio, findFolio, folioBits, zeroCached } from '@/lib/sim/zero-range/cache.ts';
import { byte, clearFlags, hasFlag, type Kernel, note, setFlags } from '@/lib/sim/zero-range/kernel.ts';
import { BUSY, DIRTY, MAP_HOLE, MAP_UNWRITTEN, PRESENT, SCAN, WRITABLE } from '@/lib/sim/zero-range/state.ts';
import { type Step, step } from '@/lib/sim/zero-range/step.ts';
import { ZERO_FOLIO } from '@/lib/sim/zero-range/strategies/steps.ts';
import { waitForWriteback } from '@/lib/sim/zero-range/writeback.ts';
import {
  isValid,
  lookup,
  mapEnd,
  mapType,
  type Next,
  position,
  retry,
  skipMap,
} from '@/lib/sim/zero-range/zero-range.ts';

/** What happens to a folio of an unwritten extent; unmapped, locked, its writeback waited for. */
export type Invalidate = (k: Kernel, folio: number) => void;

/**
 * Invalidation instead of a flush (Zpm9BFLjU0DkHBWc): take every folio of the unwritten extent out of the
 * cache, and look up again if one was busy or the mapping is out of date. `first` is what a lookup that found
 * an unwritten extent goes on with.
 */
export function invalidationSteps(
  invalidate: Invalidate,
  first: Next,
  more: readonly Step[],
): readonly Step[] {
  return [
    step('lookup', 'looks up the mapping', (k) => {
      lookup(k);
      if (mapType(k) === MAP_HOLE) return skipMap(k);
      if (mapType(k) !== MAP_UNWRITTEN) return 'zero';
      k.state[SCAN] = position(k);
      return first;
    }),
    ...more,
    step('invalidate', 'unmaps and locks the next folio of the extent, waits for its writeback', (k) =>
      invalidateNext(k, invalidate),
    ),
    step('revalidate', 'looks at the result', (k) => {
      const again = hasFlag(k, BUSY) || !isValid(k);
      note(k, () =>
        hasFlag(k, BUSY) ? 'a folio was busy' : again ? 'the mapping is out of date' : 'all is clean',
      );
      clearFlags(k, BUSY);
      return again ? retry(k) : skipMap(k);
    }),
    ZERO_FOLIO,
  ];
}

function invalidateNext(k: Kernel, invalidate: Invalidate): Next {
  const folio = findFolio(k, byte(k.state, SCAN), mapEnd(k), PRESENT);
  if (folio === -1) return 'revalidate';
  k.state[k.layout.foliosAt + folio] = folioBits(k, folio) & ~WRITABLE;
  waitForWriteback(k, folio);
  invalidate(k, folio);
  const next = byte(k.layout.folioStart, folio + 1);
  k.state[SCAN] = Math.min(next, mapEnd(k));
  return findFolio(k, next, mapEnd(k), PRESENT) === -1 ? 'revalidate' : 'invalidate';
}

/**
 * What invalidate_inode_pages2_range does: there is no launder_folio, a dirty folio is refused with -EBUSY
 * and stays. It goes by whole folios, so it also takes the part of a folio that is outside the range.
 */
export function refuseDirty(k: Kernel, folio: number): void {
  if ((folioBits(k, folio) & DIRTY) !== 0) {
    setFlags(k, BUSY);
    note(k, () => `folio ${folio} is dirty: -EBUSY`);
    return;
  }
  dropFolio(k, folio);
  note(k, () => `drops folio ${folio}`);
}

/** What throwing the data away would have to mean. */
export function discard(k: Kernel, folio: number): void {
  dropFolio(k, folio);
  note(k, () => `throws folio ${folio} away`);
}

/**
 * As truncate_pagecache_range: whole folios go, dirty or not; of the others the part inside is zeroed in
 * memory.
 */
export function zeroPartial(k: Kernel, folio: number): void {
  const start = byte(k.layout.folioStart, folio);
  const end = byte(k.layout.folioStart, folio + 1);
  if (start >= position(k) && end <= mapEnd(k)) {
    discard(k, folio);
    return;
  }
  zeroCached(k, Math.max(start, position(k)), Math.min(end, mapEnd(k)));
  note(k, () => `zeroes its part of folio ${folio} in memory`);
}
