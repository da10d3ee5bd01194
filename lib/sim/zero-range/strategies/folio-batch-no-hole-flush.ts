import { type Strategy, step } from '@/lib/sim/zero-range/step.ts';
import { enterMapping, lookupWithBatch, zeroBatch } from '@/lib/sim/zero-range/strategies/batch.ts';
import { CHECK_DIRTY, FLUSH_AND_STALE, ZERO_FOLIO } from '@/lib/sim/zero-range/strategies/steps.ts';

/** S8h: `folio-batch` that trusts holes, as iomap would after 20260309134506.167663-4 alone. */
export const folioBatchNoHoleFlush: Strategy = {
  name: 'folio-batch-no-hole-flush',
  flushesNewEof: false,
  steps: [
    CHECK_DIRTY,
    step('lookup', 'looks up the mapping and its dirty folios under the extent lock', (k) => {
      lookupWithBatch(k);
      return enterMapping(k, false, 'lookup');
    }),
    zeroBatch('lookup'),
    FLUSH_AND_STALE,
    ZERO_FOLIO,
  ],
};
