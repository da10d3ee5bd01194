import { AppError } from '@/lib/base/app-error.ts';
import type { Scenario } from '@/lib/sim/zero-range/operation.ts';
import { isStepNamed } from '@/lib/sim/zero-range/step.ts';
import { strategyFor } from '@/lib/sim/zero-range/strategies/table.ts';
import { STRATEGY_IDS, type StrategyId } from '@/lib/sim/zero-range/strategy.ts';

/**
 * The strategies that make sense on a scenario: the fallback for file systems that cannot validate mappings
 * is for those only, the flush in the truncate of XFS is part of its order of steps, and a window that
 * begins at a step a strategy does not have would never open.
 */
export function applyingStrategies(scenario: Scenario): readonly StrategyId[] {
  const { profile } = scenario;
  return STRATEGY_IDS.filter((strategy) => {
    if (strategy.code === 'S6nv' && profile.iomapValid) return false;
    if (strategy.code === 'S1' && profile.order !== 'xfs') return false;
    return missingStep(scenario, strategy) === null;
  });
}

/** AppError BAD_INPUT for a strategy that was asked for and lacks the step at which a window begins. */
export function assertSteps(scenario: Scenario, strategy: StrategyId): void {
  const missing = missingStep(scenario, strategy);
  if (missing === null) return;
  const steps = strategyFor(strategy.name, scenario.profile).steps.map(({ name }) => name);
  throw new AppError(
    'BAD_INPUT',
    `${scenario.name}: ${strategy.name} has no step ${missing}, so its window never opens.`,
    `Its steps are ${steps.join(', ')}.`,
  );
}

/** Steps of operations, which every strategy has. */
const OF_OPERATIONS = /^(?:begin|allocate|commit|copy|flush_eof|flush_size|flush_unmap|free|setsize|shift)$/;

function missingStep({ statements, profile }: Scenario, { name }: StrategyId): string | null {
  const steps = strategyFor(name, profile).steps;
  const from = statements.map(({ window }) => window?.from ?? null);
  return (
    from.find((step) => {
      if (step === null || OF_OPERATIONS.test(step)) return false;
      return !steps.some((one) => isStepNamed(one.name, step));
    }) ?? null
  );
}
