import { type Strategy, step } from '@/lib/sim/zero-range/step.ts';
import {
  CHECK_DIRTY,
  FLUSH_AND_STALE,
  flushOrSkip,
  ZERO_FOLIO,
} from '@/lib/sim/zero-range/strategies/steps.ts';
import { lookup } from '@/lib/sim/zero-range/zero-range.ts';

/** S3h: `flush-if-dirty` that trusts holes, as iomap would after 20260309134506.167663-4 alone. */
export const flushIfDirtyNoHole: Strategy = {
  name: 'flush-if-dirty-no-hole',
  flushesNewEof: false,
  steps: [
    CHECK_DIRTY,
    step('lookup', 'looks up the mapping', (k) => {
      lookup(k);
      return flushOrSkip(k, false);
    }),
    FLUSH_AND_STALE,
    ZERO_FOLIO,
  ],
};
