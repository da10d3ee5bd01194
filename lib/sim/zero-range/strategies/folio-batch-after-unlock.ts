import { MAP_UNWRITTEN } from '@/lib/sim/zero-range/state.ts';
import { type Strategy, step } from '@/lib/sim/zero-range/step.ts';
import { attachBatch, enterMapping, zeroBatch } from '@/lib/sim/zero-range/strategies/batch.ts';
import { CHECK_DIRTY, FLUSH_AND_STALE, ZERO_FOLIO } from '@/lib/sim/zero-range/strategies/steps.ts';
import { lookup, mapType } from '@/lib/sim/zero-range/zero-range.ts';

/**
 * S8e, ext4 on iomap v2 (20260203062523.3869120-18): the batch is collected after the extent lock was
 * dropped. A folio that is written and converted in between is in no batch, and the mapping that says
 * unwritten is not checked.
 */
export const folioBatchAfterUnlock: Strategy = {
  name: 'folio-batch-after-unlock',
  flushesNewEof: false,
  steps: [
    CHECK_DIRTY,
    step('lookup', 'looks up the mapping', (k) => {
      lookup(k);
      return mapType(k) === MAP_UNWRITTEN ? 'fill' : enterMapping(k, true, 'lookup');
    }),
    step('fill', 'collects the dirty folios of the mapping, without the extent lock', (k) => {
      attachBatch(k);
      return enterMapping(k, true, 'lookup');
    }),
    zeroBatch('lookup'),
    FLUSH_AND_STALE,
    ZERO_FOLIO,
  ],
};
