import { type Strategy, step } from '@/lib/sim/zero-range/step.ts';
import { LOOKUP_AND_SKIP, ZERO_FOLIO } from '@/lib/sim/zero-range/strategies/steps.ts';
import { flush } from '@/lib/sim/zero-range/writeback.ts';
import { position, rangeEnd } from '@/lib/sim/zero-range/zero-range.ts';

/**
 * S2, v6.12 between its two patches (20240830145634.138439-2): write back the whole range first. Under
 * i_rwsem and the invalidate lock nothing can become dirty after that, and every conversion is over before
 * the lookup.
 */
export const flushAlways: Strategy = {
  name: 'flush-always',
  flushesNewEof: false,
  steps: [
    step('flush', 'flushes the range', (k) => {
      flush(k, position(k), rangeEnd(k));
      return 'lookup';
    }),
    LOOKUP_AND_SKIP,
    ZERO_FOLIO,
  ],
};
