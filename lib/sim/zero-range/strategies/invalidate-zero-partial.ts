import type { Strategy } from '@/lib/sim/zero-range/step.ts';
import { invalidationSteps, zeroPartial } from '@/lib/sim/zero-range/strategies/invalidation.ts';

/**
 * S6t, proposed by nobody: what invalidation would have to do to be right. Safe with validation only, because
 * the zeroes of a partial folio are written only if it is dirty.
 */
export const invalidateZeroPartial: Strategy = {
  name: 'invalidate-zero-partial',
  flushesNewEof: false,
  steps: invalidationSteps(zeroPartial, 'invalidate', []),
};
