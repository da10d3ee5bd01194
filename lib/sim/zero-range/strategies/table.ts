import { assert } from '@/lib/base/assert.ts';
import type { Profile } from '@/lib/sim/zero-range/profile.ts';
import type { Strategy } from '@/lib/sim/zero-range/step.ts';
import { flushAlways } from '@/lib/sim/zero-range/strategies/flush-always.ts';
import { flushIfDirty } from '@/lib/sim/zero-range/strategies/flush-if-dirty.ts';
import { flushIfDirtyNoHole } from '@/lib/sim/zero-range/strategies/flush-if-dirty-no-hole.ts';
import { folioBatch } from '@/lib/sim/zero-range/strategies/folio-batch.ts';
import { folioBatchAfterUnlock } from '@/lib/sim/zero-range/strategies/folio-batch-after-unlock.ts';
import { folioBatchBeforeLookup } from '@/lib/sim/zero-range/strategies/folio-batch-before-lookup.ts';
import { folioBatchCowMapping } from '@/lib/sim/zero-range/strategies/folio-batch-cow-mapping.ts';
import { folioBatchNoHoleFlush } from '@/lib/sim/zero-range/strategies/folio-batch-no-hole-flush.ts';
import { invalidate } from '@/lib/sim/zero-range/strategies/invalidate.ts';
import { invalidateCheckWriteback } from '@/lib/sim/zero-range/strategies/invalidate-check-writeback.ts';
import { invalidateDiscard } from '@/lib/sim/zero-range/strategies/invalidate-discard.ts';
import { invalidateZeroPartial } from '@/lib/sim/zero-range/strategies/invalidate-zero-partial.ts';
import { lookupNoCreate } from '@/lib/sim/zero-range/strategies/lookup-no-create.ts';
import { optOutFlag } from '@/lib/sim/zero-range/strategies/opt-out-flag.ts';
import { scanIgnoringLocked } from '@/lib/sim/zero-range/strategies/scan-ignoring-locked.ts';
import { scanRevalidate } from '@/lib/sim/zero-range/strategies/scan-revalidate.ts';
import { scanRevalidateAsPosted } from '@/lib/sim/zero-range/strategies/scan-revalidate-as-posted.ts';
import { scanWithoutRevalidate } from '@/lib/sim/zero-range/strategies/scan-without-revalidate.ts';
import { skip } from '@/lib/sim/zero-range/strategies/skip.ts';
import { validInOps } from '@/lib/sim/zero-range/strategies/valid-in-ops.ts';
import { xfsTruncateFlush } from '@/lib/sim/zero-range/strategies/xfs-truncate-flush.ts';
import { zeroPartialEof } from '@/lib/sim/zero-range/strategies/zero-partial-eof.ts';
import type { StrategyName } from '@/lib/sim/zero-range/strategy.ts';

const STRATEGIES: readonly Strategy[] = [
  skip,
  xfsTruncateFlush,
  flushAlways,
  flushIfDirty,
  scanRevalidate,
  scanRevalidateAsPosted,
  scanIgnoringLocked,
  scanWithoutRevalidate,
  invalidate,
  invalidateDiscard,
  invalidateZeroPartial,
  invalidateCheckWriteback,
  optOutFlag,
  folioBatch,
  folioBatchBeforeLookup,
  folioBatchAfterUnlock,
  folioBatchNoHoleFlush,
  folioBatchCowMapping,
  flushIfDirtyNoHole,
  zeroPartialEof,
  lookupNoCreate,
];

/** The program of a strategy; only `valid-in-ops` depends on the file system. */
export function strategyFor(name: StrategyName, profile: Profile): Strategy {
  if (name === 'valid-in-ops') return validInOps(profile);
  const found = STRATEGIES.find((strategy) => strategy.name === name);
  assert(found !== undefined, `no program for strategy ${name}`);
  return found;
}
