import type { Strategy } from '@/lib/sim/zero-range/step.ts';
import { LOOKUP_AND_SKIP, ZERO_FOLIO } from '@/lib/sim/zero-range/strategies/steps.ts';

/**
 * S0, iomap until v6.11 and everything but truncate of XFS: holes and unwritten extents read as zero, so they
 * are skipped. Wrong wherever the page cache knows better; 20221104182358.2007475-1 has the reproducer.
 */
export const skip: Strategy = {
  name: 'skip',
  flushesNewEof: false,
  steps: [LOOKUP_AND_SKIP, ZERO_FOLIO],
};
