import { assertBounds, boundStates } from '@/lib/sim/assert-bounds.ts';
import type { Bounds } from '@/lib/sim/bounds.ts';
import { runSearch } from '@/lib/sim/run-search.ts';
import { type Discovery, type Reduction, type SearchResult, searchModel } from '@/lib/sim/search.ts';
import { costOf } from '@/lib/sim/zero-range/cost.ts';
import { explain } from '@/lib/sim/zero-range/explain.ts';
import { modelOf } from '@/lib/sim/zero-range/model.ts';
import type { Scenario } from '@/lib/sim/zero-range/operation.ts';
import { prepare } from '@/lib/sim/zero-range/prepare.ts';
import { followPath } from '@/lib/sim/zero-range/replay.ts';
import {
  type CheckReport,
  type Counterexample,
  VIOLATIONS,
  type Violation,
} from '@/lib/sim/zero-range/report.ts';
import { STRATEGY_IDS, type StrategyName } from '@/lib/sim/zero-range/strategy.ts';

/** Changes whenever a rule of the model changes, so that an old report is not taken for a new one. */
export const MODEL_VERSION = '4';

/**
 * Runs a scenario with a strategy through every interleaving within the bounds. AppError for what cannot be
 * run.
 */
export function checkScenario(scenario: Scenario, strategy: StrategyName, bounds: Bounds): CheckReport {
  return runSearch(searchScenario(scenario, strategy, bounds));
}

/** As `checkScenario`, for workers: yields the number of states so far. */
export function* searchScenario(
  scenario: Scenario,
  strategy: StrategyName,
  bounds: Bounds,
): Generator<number, CheckReport> {
  assertBounds(bounds);
  const result = yield* searchStates(scenario, strategy, bounds, 'none');
  const violations = result.discoveries.slice(0, VIOLATIONS.length);
  const found = violations.filter(({ path }) => path !== null);
  return {
    domain: 'zero-range',
    scenario: scenario.name,
    strategy,
    code: (STRATEGY_IDS.find(({ name }) => name === strategy) ?? STRATEGY_IDS[0]).code,
    profile: scenario.profile,
    verdict: found.map(({ property }) => property as Violation),
    deterministic: found
      .filter(({ withoutEvents }) => withoutEvents)
      .map(({ property }) => property as Violation),
    exhausted: result.exhausted,
    events: bounds.eventsMax,
    states: result.states,
    transitions: result.transitions,
    depth: result.depth,
    cost: costOf(scenario, strategy),
    counterexamples: found.map((discovery) => counterexample(scenario, strategy, bounds, discovery)),
    expectations: result.discoveries.slice(VIOLATIONS.length).map(({ path }) => path === null),
  };
}

/** The search alone; tests compare its reductions. */
export function searchStates(
  scenario: Scenario,
  strategy: StrategyName,
  bounds: Bounds,
  reduction: Reduction,
): Generator<number, SearchResult> {
  const { model } = modelOf(prepare(scenario, strategy, null));
  const statesMax = boundStates(bounds.statesMax, model.stateBytes);
  return searchModel(model, { ...bounds, statesMax }, reduction);
}

function counterexample(
  scenario: Scenario,
  strategy: StrategyName,
  bounds: Bounds,
  { property, path }: Discovery,
): Counterexample {
  const { steps, machine } = followPath(scenario, strategy, bounds, path ?? []);
  return {
    property: property as Violation,
    path: path ?? [],
    steps,
    explanation: explain(machine.k, property as Violation),
  };
}
