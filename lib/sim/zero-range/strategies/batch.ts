import { NEEDS_WRITEBACK } from '@/lib/sim/zero-range/cache.ts';
import { blockAfterEof } from '@/lib/sim/zero-range/extents.ts';
import { byte, hasFlag, type Kernel, note, setFlags } from '@/lib/sim/zero-range/kernel.ts';
import { DEADLOCKED, MAP_HOLE, MAP_UNWRITTEN, RANGE_DIRTY } from '@/lib/sim/zero-range/state.ts';
import { type Step, step } from '@/lib/sim/zero-range/step.ts';
import { flushOrSkip } from '@/lib/sim/zero-range/strategies/steps.ts';
import {
  advance,
  clearBatch,
  continueAt,
  fillBatch,
  isBatched,
  isInBatch,
  lookup,
  mapEnd,
  mapType,
  markBatched,
  type Next,
  position,
  removeFromBatch,
  retry,
  skipMap,
  trimMap,
  zeroFolio,
} from '@/lib/sim/zero-range/zero-range.ts';

/**
 * The lookup of XFS in v6.19, all under the extent lock: a mapping that begins inside EOF ends at the EOF
 * block, and if it is unwritten its dirty folios come with it (20251003134642.604736-4).
 */
export function lookupWithBatch(k: Kernel): void {
  lookup(k);
  const eof = blockAfterEof(k);
  if (byte(k.layout.blockOf, position(k)) >= eof) return;
  // Holes are answered before the mapping is cut.
  if (mapType(k) !== MAP_HOLE) trimMap(k, byte(k.layout.blockStart, eof));
  if (mapType(k) === MAP_UNWRITTEN) attachBatch(k);
}

/**
 * Fills the batch over the mapping. Without room for a batch (its allocation failed) the mapping comes alone.
 * XFS takes what is dirty, under writeback, or locked by somebody: whatever its trylock does not get.
 */
export function attachBatch(k: Kernel, dirtyBits: number = NEEDS_WRITEBACK): void {
  if (k.profile.batch === 0) return;
  trimMap(k, fillBatch(k, position(k), mapEnd(k), dirtyBits));
  markBatched(k);
}

/** With a batch its folios; without one, a flush if the range was dirty. */
export function enterMapping(k: Kernel, flushesHoles: boolean, lookupStep: Next): Next {
  if (isBatched(k)) {
    if (nextInBatch(k) !== -1) return 'zero_batch';
    note(k, () => 'the batch is empty');
    return skipMap(k, lookupStep);
  }
  const next = flushOrSkip(k, flushesHoles, lookupStep);
  // ext4 looks up under a handle of its journal, and the flush waits for that handle (e6333d2d…).
  const isUnderHandle = k.profile.order === 'ext4' && k.profile.batch === 0 && mapType(k) === MAP_UNWRITTEN;
  if (next === 'flush' && isUnderHandle && hasFlag(k, RANGE_DIRTY)) setFlags(k, DEADLOCKED);
  return next;
}

/** «lock the next folio of the batch, validate, pass over the gap before it, zero, mark dirty» */
export function zeroBatch(lookupStep: Next): Step {
  return step(
    'zero_batch',
    'locks the next folio of the batch and zeroes it unless the mapping is found out of date',
    (k) => {
      const folio = nextInBatch(k);
      const from = Math.max(position(k), byte(k.layout.folioStart, folio));
      if (!zeroFolio(k, from)) {
        clearBatch(k);
        return retry(k, lookupStep);
      }
      removeFromBatch(k, folio);
      const isLast = nextInBatch(k) === -1;
      advance(k, isLast ? mapEnd(k) : Math.min(mapEnd(k), byte(k.layout.folioStart, folio + 1)));
      return continueAt(k, 'zero_batch', lookupStep);
    },
  );
}

function nextInBatch(k: Kernel): number {
  for (let folio = 0; folio < k.layout.folios; folio++) if (isInBatch(k, folio)) return folio;
  return -1;
}
