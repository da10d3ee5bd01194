import type { Strategy } from '@/lib/sim/zero-range/step.ts';
import { invalidationSteps, refuseDirty } from '@/lib/sim/zero-range/strategies/invalidation.ts';

/**
 * S6, taken literally: a dirty folio over a valid unwritten mapping is refused for ever, with i_rwsem and
 * the invalidate lock held (Zpm9BFLjU0DkHBWc).
 */
export const invalidate: Strategy = {
  name: 'invalidate',
  flushesNewEof: false,
  steps: invalidationSteps(refuseDirty, 'invalidate', []),
};
