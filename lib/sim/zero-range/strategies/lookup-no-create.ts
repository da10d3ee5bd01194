import { folioBits } from '@/lib/sim/zero-range/cache.ts';
import { byte, type Kernel, note } from '@/lib/sim/zero-range/kernel.ts';
import { DIRTY, MAP_HOLE, MAP_UNWRITTEN, PRESENT } from '@/lib/sim/zero-range/state.ts';
import { type Strategy, step } from '@/lib/sim/zero-range/step.ts';
import { ZERO_FOLIO } from '@/lib/sim/zero-range/strategies/steps.ts';
import { waitForLock } from '@/lib/sim/zero-range/writeback.ts';
import {
  advance,
  continueAt,
  isValid,
  lookup,
  mapEnd,
  mapType,
  type Next,
  position,
  retry,
  skipMap,
  zeroUpTo,
} from '@/lib/sim/zero-range/zero-range.ts';

/**
 * S10, Chinner 2022 and Zhang Yi 2024 (20221201005214.3836105-1, 20240529095206.2568162-2): over an unwritten
 * extent, look each page up without creating it; what is absent or clean needs nothing. Nothing tells a folio
 * that was never there from one that was written and reclaimed, and under writeback is not dirty.
 */
export const lookupNoCreate: Strategy = {
  name: 'lookup-no-create',
  flushesNewEof: false,
  steps: [
    step('lookup', 'looks up the mapping', (k) => {
      lookup(k);
      if (mapType(k) === MAP_HOLE) return skipMap(k);
      return mapType(k) === MAP_UNWRITTEN ? 'page' : 'zero';
    }),
    step('page', 'looks for the next page in the cache, to lock it and to zero it if it is dirty', page),
    ZERO_FOLIO,
  ],
};

function page(k: Kernel): Next {
  const { layout } = k;
  if (k.observer !== null) k.observer.probes++;
  const from = position(k);
  const to = Math.min(mapEnd(k), byte(layout.pageStart, byte(layout.pageOf, from) + 1));
  const folio = byte(layout.folioOf, from);
  if ((folioBits(k, folio) & PRESENT) !== 0) {
    waitForLock(k, folio);
    if (!isValid(k)) return retry(k);
    if ((folioBits(k, folio) & DIRTY) !== 0) zeroUpTo(k, from, to);
    else note(k, () => 'it is not dirty, so it is left alone');
  } else {
    note(k, () => 'it is not there');
  }
  advance(k, to);
  return continueAt(k, 'page', 'lookup');
}
