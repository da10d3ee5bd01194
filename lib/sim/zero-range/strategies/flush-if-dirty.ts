import { type Strategy, step } from '@/lib/sim/zero-range/step.ts';
import {
  CHECK_DIRTY,
  FLUSH_AND_STALE,
  flushOrSkip,
  ZERO_FOLIO,
} from '@/lib/sim/zero-range/strategies/steps.ts';
import { lookup } from '@/lib/sim/zero-range/zero-range.ts';

/**
 * S3, v6.12 (20240830145634.138439-3): ask once whether the range is dirty, and only if it is and a hole or
 * an unwritten extent turns up, flush and look up again. The question comes before the lookup, so what was
 * clean then stays clean.
 */
export const flushIfDirty: Strategy = {
  name: 'flush-if-dirty',
  flushesNewEof: false,
  steps: [
    CHECK_DIRTY,
    step('lookup', 'looks up the mapping', (k) => {
      lookup(k);
      return flushOrSkip(k, true);
    }),
    FLUSH_AND_STALE,
    ZERO_FOLIO,
  ],
};
