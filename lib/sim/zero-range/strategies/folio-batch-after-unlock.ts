import { DIRTY, LOCKED, MAP_UNWRITTEN } from '@/lib/sim/zero-range/state.ts';
import { type Strategy, step } from '@/lib/sim/zero-range/step.ts';
import { attachBatch, enterMapping, zeroBatch } from '@/lib/sim/zero-range/strategies/batch.ts';
import { CHECK_DIRTY, FLUSH_AND_STALE, ZERO_FOLIO } from '@/lib/sim/zero-range/strategies/steps.ts';
import { lookup, mapType } from '@/lib/sim/zero-range/zero-range.ts';

/** A folio has the tag until its writeback starts; LOCKED is the time between. */
const DIRTY_TAG = DIRTY | LOCKED;

/**
 * S8e, ext4 on iomap v2 (20260203062523.3869120-18): the batch is collected after the extent lock was
 * dropped. A folio that is written and converted in between is in no batch, and where the batch is empty
 * nothing checks the mapping that says unwritten.
 *
 * The walk goes by the dirty tag of the cache, and this is a choice: docs/simulator.md argues it and says what
 * the other one finds. The tag outlives the dirty bit until writeback starts, so a folio that writeback has
 * locked and not yet submitted is still taken. One under writeback is not, converted or not, and conversion
 * may be yet to come: the batch goes on without it over a mapping that is still valid.
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
    step(
      'fill',
      'collects the folios of the mapping that have the dirty tag, without the extent lock',
      (k) => {
        attachBatch(k, DIRTY_TAG);
        return enterMapping(k, true, 'lookup');
      },
    ),
    zeroBatch('lookup'),
    FLUSH_AND_STALE,
    ZERO_FOLIO,
  ],
};
