import type { Strategy } from '@/lib/sim/zero-range/step.ts';
import { AS_INTENDED, scanSteps } from '@/lib/sim/zero-range/strategies/scan.ts';

/** S4: the RFC as its text means it (20240718130212.23905-4). */
export const scanRevalidate: Strategy = {
  name: 'scan-revalidate',
  flushesNewEof: false,
  steps: scanSteps(AS_INTENDED),
};
