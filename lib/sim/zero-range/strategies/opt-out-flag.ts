import { callerHasFlushed } from '@/lib/sim/zero-range/operations/callers.ts';
import { type Strategy, step } from '@/lib/sim/zero-range/step.ts';
import {
  CHECK_DIRTY,
  FLUSH_AND_STALE,
  flushOrSkip,
  ZERO_FOLIO,
} from '@/lib/sim/zero-range/strategies/steps.ts';
import { lookup } from '@/lib/sim/zero-range/zero-range.ts';

/**
 * S7, from the cover letter of the RFC (20240718130212.23905-1): a caller that has flushed under both locks
 * says so, and gets `skip`; everybody else gets `flush-if-dirty`. Who says so: callers.ts.
 */
export const optOutFlag: Strategy = {
  name: 'opt-out-flag',
  flushesNewEof: false,
  steps: [
    step('start', 'reads the flag of the caller', (k) => (callerHasFlushed(k) ? 'lookup' : 'check')),
    CHECK_DIRTY,
    step('lookup', 'looks up the mapping', (k) => {
      lookup(k);
      return flushOrSkip(k, true);
    }),
    FLUSH_AND_STALE,
    ZERO_FOLIO,
  ],
};
