import type { Strategy } from '@/lib/sim/zero-range/step.ts';
import { AS_INTENDED, IGNORING_LOCKED, scanSteps } from '@/lib/sim/zero-range/strategies/scan.ts';

/**
 * S4nl: the RFC without what ZpmycN7FraEm+jRs objects to, that a locked folio counts as dirty. Writeback
 * holds exactly that lock between clearing the dirty bit and starting the write (Zz3zkhtuAzz2bXAI).
 */
export const scanIgnoringLocked: Strategy = {
  name: 'scan-ignoring-locked',
  flushesNewEof: false,
  steps: scanSteps({ ...AS_INTENDED, dirtyBits: IGNORING_LOCKED }),
};
