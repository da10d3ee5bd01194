import type { Profile } from '@/lib/sim/zero-range/profile.ts';
import { STRATEGY_IDS, type StrategyId } from '@/lib/sim/zero-range/strategy.ts';

/**
 * The strategies that make sense on a profile: the fallback for file systems that cannot validate mappings is for those
 * only, and the flush in the truncate of XFS is part of its order of steps.
 */
export function applyingStrategies(profile: Profile): readonly StrategyId[] {
  return STRATEGY_IDS.filter(({ code }) => {
    if (code === 'S6nv') return !profile.iomapValid;
    if (code === 'S1') return profile.order === 'xfs';
    return true;
  });
}
