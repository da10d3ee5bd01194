import type { Domain } from '@/lib/sim/domain.ts';
import { CATALOGUE } from '@/lib/sim/refcount/catalogue.ts';
import { explorePath, remarksOf, searchScenario, VERSION } from '@/lib/sim/refcount/check.ts';
import { CLAIMS } from '@/lib/sim/refcount/claims.ts';
import { readScript } from '@/lib/sim/refcount/language.ts';
import type { Violation } from '@/lib/sim/refcount/model.ts';
import { drawObject, formatObject } from '@/lib/sim/refcount/picture.ts';
import type { Scenario } from '@/lib/sim/refcount/scenario.ts';
import { STEP_WORDS, STEPS, STRATEGY_IDS, type StrategyName } from '@/lib/sim/refcount/strategy.ts';
import type { TraceState } from '@/lib/sim/refcount/trace.ts';
import {
  COST_WORDS,
  GROUPS,
  MACHINES,
  ORIGINS,
  STRATEGY_WORDS,
  TOPIC_WORDS,
  VIOLATION_WORDS,
  WORDS,
} from '@/lib/sim/refcount/words.ts';
import type { CheckReport, TraceStep } from '@/lib/sim/report.ts';

const NO_TEST = 'fstests and fsx test file systems; this is a race in memory that no file shows.';

/** Getting a reference of an object that a lookup found (docs/adding-a-model.md). */
export const refcountDomain: Domain = {
  id: 'refcount',
  title: 'Reference counts',
  version: VERSION,
  words: WORDS,
  strategies: STRATEGY_IDS,
  violations: VIOLATION_WORDS,
  costs: COST_WORDS,
  machines: MACHINES,
  usualMachine: '1 CPU',
  groups: GROUPS,
  catalogue: CATALOGUE,
  claims: CLAIMS,
  topicWords: TOPIC_WORDS,
  strategyWords: STRATEGY_WORDS,
  phrases: [],
  cited: new Map(),
  originOf: (strategy: StrategyName) => ORIGINS[strategy],
  stepsOf: (strategy: StrategyName) => STEPS[strategy].map((name) => ({ name, says: STEP_WORDS[name] })),
  read: readScript,
  readEntry: ({ name, text }, settings) => readScript(name, text, settings),
  combine: (_, reports) => reports[0] as CheckReport,
  applying: () => STRATEGY_IDS,
  assertApplies: () => undefined,
  isSmall: () => true,
  search: (scenario: Scenario, strategy: StrategyName, bounds) => searchScenario(scenario, strategy, bounds),
  explore: (scenario: Scenario, strategy: StrategyName, bounds, path) =>
    explorePath(scenario, strategy, bounds, path),
  observe: () => [],
  draw: (state: TraceState, violation: Violation | null) => drawObject(state, violation),
  picture: (state: TraceState) => formatObject(state),
  exportTest: () => ({ text: null, reason: NO_TEST }),
  causesOf: () => [],
  remarksOf: (steps: readonly (TraceStep & { readonly state: TraceState })[]) => remarksOf(steps),
};
