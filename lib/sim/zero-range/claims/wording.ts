import { wordingOf } from '@/lib/sim/claim.ts';
import type { Observation } from '@/lib/sim/zero-range/observe.ts';
import type { Cost, Violation } from '@/lib/sim/zero-range/report.ts';
import { STRATEGY_IDS, type StrategyCode } from '@/lib/sim/zero-range/strategy.ts';

/** How the claims of zero range are written: a misspelt code, violation or cost does not compile. */
export const { holds, fails, costs, observes } = wordingOf<
  StrategyCode,
  Violation,
  keyof Cost,
  Observation['name']
>(STRATEGY_IDS);
