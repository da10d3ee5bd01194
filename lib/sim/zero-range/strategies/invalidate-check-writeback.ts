import { needsWriteback } from '@/lib/sim/zero-range/cache.ts';
import { type Strategy, step } from '@/lib/sim/zero-range/step.ts';
import { invalidationSteps, refuseDirty } from '@/lib/sim/zero-range/strategies/invalidation.ts';
import { mapEnd, position, retry } from '@/lib/sim/zero-range/zero-range.ts';

/**
 * S6nv: invalidation for file systems that cannot validate a mapping (Zpm9BFLjU0DkHBWc): a folio that is
 * dirty or under writeback after the lookup counts as a stale mapping. One that was written and converted
 * meanwhile goes unseen.
 */
export const invalidateCheckWriteback: Strategy = {
  name: 'invalidate-check-writeback',
  flushesNewEof: false,
  steps: invalidationSteps(refuseDirty, 'check', [
    step('check', 'asks whether the extent needs writeback', (k) =>
      needsWriteback(k, position(k), mapEnd(k)) ? retry(k) : 'invalidate',
    ),
  ]),
};
