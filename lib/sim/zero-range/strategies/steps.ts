import { needsWriteback } from '@/lib/sim/zero-range/cache.ts';
import { clearFlags, hasFlag, type Kernel, note, setFlags } from '@/lib/sim/zero-range/kernel.ts';
import { MAP_HOLE, RANGE_DIRTY } from '@/lib/sim/zero-range/state.ts';
import { type Step, step } from '@/lib/sim/zero-range/step.ts';
import { flush } from '@/lib/sim/zero-range/writeback.ts';
import {
  clearBatch,
  isSkippable,
  lookup,
  mapType,
  type Next,
  position,
  rangeEnd,
  retry,
  skipMap,
  zeroNext,
} from '@/lib/sim/zero-range/zero-range.ts';

/** Steps that several strategies share. */

/** Lookup of the old code: holes and unwritten extents are skipped, the rest is zeroed. */
export const LOOKUP_AND_SKIP: Step = step('lookup', 'looks up the mapping', (k) => {
  lookup(k);
  return isSkippable(k) ? skipMap(k) : 'zero';
});

/** «get or create the folio, lock it, validate, zero, mark dirty», once per folio. */
export function zeroFolioThen(lookupStep: Next): Step {
  return step('zero', 'locks the folio and zeroes it unless the mapping is found out of date', (k) =>
    zeroNext(k, 'zero', lookupStep),
  );
}
export const ZERO_FOLIO: Step = zeroFolioThen('lookup');

/** «is a folio of the range dirty, under writeback or locked?» Asked once, before any lookup. */
export function checkDirtyThen(lookupStep: Next): Step {
  return step('check', 'asks whether the range needs writeback', (k) => {
    if (needsWriteback(k, position(k), rangeEnd(k))) setFlags(k, RANGE_DIRTY);
    note(k, () => (hasFlag(k, RANGE_DIRTY) ? 'it does' : 'it does not'));
    return lookupStep;
  });
}
export const CHECK_DIRTY: Step = checkDirtyThen('lookup');

/**
 * Flushes what is left of the range and gives the mapping back; at most once, then the range is clean for
 * good.
 */
export function flushAndStaleThen(lookupStep: Next): Step {
  return step('flush', 'flushes the rest of the range', (k) => {
    clearFlags(k, RANGE_DIRTY);
    clearBatch(k);
    const waited = flush(k, position(k), rangeEnd(k));
    if (!waited && k.observer !== null) k.observer.spuriousStale++;
    note(k, () => (waited ? '' : 'there is nothing to write'));
    return retry(k, lookupStep);
  });
}
export const FLUSH_AND_STALE: Step = flushAndStaleThen('lookup');

/** After a lookup that left no batch: `flush` over a hole or an unwritten extent if the range was dirty. */
export function flushOrSkip(k: Kernel, flushesHoles: boolean, lookupStep: Next = 'lookup'): Next {
  if (!isSkippable(k)) return 'zero';
  const mayFlush = flushesHoles || mapType(k) !== MAP_HOLE;
  return mayFlush && hasFlag(k, RANGE_DIRTY) ? 'flush' : skipMap(k, lookupStep);
}
