import { needsWriteback } from '@/lib/sim/zero-range/cache.ts';
import { hasCowBlock } from '@/lib/sim/zero-range/extents.ts';
import { byte, type Kernel, note } from '@/lib/sim/zero-range/kernel.ts';
import { MAP, MAP_COW, MAP_HOLE, MAP_SHARED } from '@/lib/sim/zero-range/state.ts';
import { type Strategy, step } from '@/lib/sim/zero-range/step.ts';
import {
  attachBatch,
  enterMapping,
  lookupWithBatch,
  zeroBatch,
} from '@/lib/sim/zero-range/strategies/batch.ts';
import { CHECK_DIRTY, FLUSH_AND_STALE, ZERO_FOLIO } from '@/lib/sim/zero-range/strategies/steps.ts';
import { mapEnd, mapType, type Next, position, trimMap } from '@/lib/sim/zero-range/zero-range.ts';

/**
 * S8c, third version of 2026 (20260309134506.167663-1): no flush over holes. Where the COW fork covers a hole
 * and the cache is dirty there, the lookup answers with the COW blocks and a batch; clean, they are
 * preallocation and a hole (-9). Zoned file systems flush inside the lookup, because during their writeback
 * neither fork has the block (-3).
 */
export const folioBatchCowMapping: Strategy = {
  name: 'folio-batch-cow-mapping',
  flushesNewEof: false,
  steps: [
    CHECK_DIRTY,
    step('lookup', 'looks up both forks and the dirty folios under the extent lock', (k) => {
      lookupWithBatch(k);
      return mapType(k) === MAP_HOLE ? enterHole(k) : enterMapping(k, false, 'lookup');
    }),
    zeroBatch('lookup'),
    FLUSH_AND_STALE,
    ZERO_FOLIO,
  ],
};

function enterHole(k: Kernel): Next {
  if (k.profile.zoned)
    return needsWriteback(k, position(k), mapEnd(k)) ? 'flush' : enterMapping(k, false, 'lookup');
  const end = endOfCow(k);
  if (end === position(k) || !needsWriteback(k, position(k), end)) return enterMapping(k, false, 'lookup');
  k.state[MAP] = MAP_COW | MAP_SHARED;
  trimMap(k, end);
  attachBatch(k);
  note(k, () => 'and dirty COW blocks over it');
  return enterMapping(k, false, 'lookup');
}

/** How far the COW fork covers the hole from the current position on. */
function endOfCow(k: Kernel): number {
  const { layout } = k;
  let block = byte(layout.blockOf, position(k));
  while (block < layout.blocks && hasCowBlock(k, block)) block++;
  return Math.max(position(k), Math.min(mapEnd(k), byte(layout.blockStart, block)));
}
