import { needsWriteback } from '@/lib/sim/zero-range/cache.ts';
import { byte, type Kernel, note } from '@/lib/sim/zero-range/kernel.ts';
import { END, LIMIT } from '@/lib/sim/zero-range/state.ts';
import { type Strategy, step } from '@/lib/sim/zero-range/step.ts';
import {
  CHECK_DIRTY,
  FLUSH_AND_STALE,
  flushOrSkip,
  ZERO_FOLIO,
} from '@/lib/sim/zero-range/strategies/steps.ts';
import { lookup, type Next, position, rangeEnd, zeroNext } from '@/lib/sim/zero-range/zero-range.ts';

/**
 * S9, v6.13 to v6.18 (20241115200155.593665-4): the head up to the first block boundary, if it is dirty, is
 * zeroed in memory whatever the mapping says; the rest is `flush-if-dirty`. A head over a hole is never
 * validated on XFS.
 */
export const zeroPartialEof: Strategy = {
  name: 'zero-partial-eof',
  flushesNewEof: false,
  steps: [
    step('check_head', 'asks whether the block at the start of the range needs writeback', (k) => {
      const end = endOfHead(k);
      if (end === position(k) || !needsWriteback(k, position(k), end)) return 'check';
      note(k, () => 'it does, so it will be zeroed in memory, without a flush');
      k.state[LIMIT] = rangeEnd(k);
      k.state[END] = end;
      return 'lookup_head';
    }),
    step('lookup_head', 'looks up the mapping of the head', (k) => {
      lookup(k);
      return 'zero_head';
    }),
    step(
      'zero_head',
      'locks the folio of the head and zeroes it unless the mapping is found out of date',
      zeroHead,
    ),
    CHECK_DIRTY,
    step('lookup', 'looks up the mapping', (k) => {
      lookup(k);
      return flushOrSkip(k, true);
    }),
    FLUSH_AND_STALE,
    ZERO_FOLIO,
  ],
};

/** End of the block that the range begins in the middle of; the position itself when it begins at a block. */
function endOfHead(k: Kernel): number {
  const block = byte(k.layout.blockOf, position(k));
  if (byte(k.layout.blockStart, block) === position(k)) return position(k);
  return Math.min(rangeEnd(k), byte(k.layout.blockStart, block + 1));
}

function zeroHead(k: Kernel): Next {
  const next = zeroNext(k, 'zero_head', 'lookup_head');
  if (next !== 'done') return next;
  k.state[END] = byte(k.state, LIMIT);
  k.state[LIMIT] = 0;
  return position(k) >= rangeEnd(k) ? 'done' : 'check';
}
