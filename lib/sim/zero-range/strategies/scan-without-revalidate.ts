import type { Strategy } from '@/lib/sim/zero-range/step.ts';
import { AS_INTENDED, scanSteps } from '@/lib/sim/zero-range/strategies/scan.ts';

/**
 * S4nr: the RFC without the check of the cookie after a scan that finds nothing; locked folios are still
 * validated.
 */
export const scanWithoutRevalidate: Strategy = {
  name: 'scan-without-revalidate',
  flushesNewEof: false,
  steps: scanSteps({ ...AS_INTENDED, revalidates: false }),
};
