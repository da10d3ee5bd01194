import type { Strategy } from '@/lib/sim/zero-range/step.ts';
import { discard, invalidationSteps } from '@/lib/sim/zero-range/strategies/invalidation.ts';

/**
 * S6d: as if invalidation threw dirty folios away, which is how Zpm9BFLjU0DkHBWc describes it. The part of
 * the folio outside the range goes with it.
 */
export const invalidateDiscard: Strategy = {
  name: 'invalidate-discard',
  flushesNewEof: false,
  steps: invalidationSteps(discard, 'invalidate', []),
};
