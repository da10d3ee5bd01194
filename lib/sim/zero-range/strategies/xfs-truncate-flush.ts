import type { Strategy } from '@/lib/sim/zero-range/step.ts';
import { LOOKUP_AND_SKIP, ZERO_FOLIO } from '@/lib/sim/zero-range/strategies/steps.ts';

/**
 * S1, XFS from 2020 to v6.11 (20201007143509.669729-1): truncate down writes the folio of the new EOF back
 * before it zeroes, so the extent is no longer unwritten when it is looked up. Extension is as in `skip`.
 */
export const xfsTruncateFlush: Strategy = {
  name: 'xfs-truncate-flush',
  flushesNewEof: true,
  steps: [LOOKUP_AND_SKIP, ZERO_FOLIO],
};
