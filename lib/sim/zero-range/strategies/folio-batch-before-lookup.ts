import { NEEDS_WRITEBACK } from '@/lib/sim/zero-range/cache.ts';
import { byte } from '@/lib/sim/zero-range/kernel.ts';
import { LIMIT, MAP_UNWRITTEN } from '@/lib/sim/zero-range/state.ts';
import { type Strategy, step } from '@/lib/sim/zero-range/step.ts';
import { enterMapping, zeroBatch } from '@/lib/sim/zero-range/strategies/batch.ts';
import { checkDirtyThen, flushAndStaleThen, zeroFolioThen } from '@/lib/sim/zero-range/strategies/steps.ts';
import {
  clearBatch,
  fillBatch,
  keepInBatch,
  lookup,
  mapEnd,
  mapType,
  markBatched,
  position,
  rangeEnd,
  trimMap,
} from '@/lib/sim/zero-range/zero-range.ts';

/**
 * S8p: the batch is collected before each lookup, with no lock ("either under ilock or before iomap_begin",
 * aRNDFNenNDq3icjw): what is dirty can only become clean, so the batch has too many folios and never too few.
 */
export const folioBatchBeforeLookup: Strategy = {
  name: 'folio-batch-before-lookup',
  flushesNewEof: false,
  steps: [
    checkDirtyThen('fill'),
    step('fill', 'collects the dirty folios of the range', (k) => {
      k.state[LIMIT] = k.profile.batch === 0 ? 0 : fillBatch(k, position(k), rangeEnd(k), NEEDS_WRITEBACK);
      return 'lookup';
    }),
    step('lookup', 'looks up the mapping', (k) => {
      lookup(k);
      const filled = byte(k.state, LIMIT);
      k.state[LIMIT] = 0;
      if (filled === 0 || mapType(k) !== MAP_UNWRITTEN) {
        clearBatch(k);
      } else {
        trimMap(k, filled);
        keepInBatch(k, mapEnd(k));
        markBatched(k);
      }
      return enterMapping(k, true, 'fill');
    }),
    zeroBatch('fill'),
    flushAndStaleThen('fill'),
    zeroFolioThen('fill'),
  ],
};
