import { type Strategy, step } from '@/lib/sim/zero-range/step.ts';
import { enterMapping, lookupWithBatch, zeroBatch } from '@/lib/sim/zero-range/strategies/batch.ts';
import { CHECK_DIRTY, FLUSH_AND_STALE, ZERO_FOLIO } from '@/lib/sim/zero-range/strategies/steps.ts';

/**
 * S8, v6.19 (20251003134642.604736-2, -4, -6; batch on the stack since 20251208140548.373411-1): the lookup
 * collects the dirty folios of an unwritten extent inside EOF while it holds the extent lock. Unwritten and
 * clean under that lock means that nothing was written there since the last conversion, and the reference
 * keeps the folio.
 */
export const folioBatch: Strategy = {
  name: 'folio-batch',
  flushesNewEof: false,
  steps: [
    CHECK_DIRTY,
    step('lookup', 'looks up the mapping and its dirty folios under the extent lock', (k) => {
      lookupWithBatch(k);
      return enterMapping(k, true, 'lookup');
    }),
    zeroBatch('lookup'),
    FLUSH_AND_STALE,
    ZERO_FOLIO,
  ],
};
