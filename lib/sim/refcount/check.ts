import { assertBounds, boundStates } from '@/lib/sim/assert-bounds.ts';
import type { Bounds } from '@/lib/sim/bounds.ts';
import { noSuchChoice } from '@/lib/sim/no-such-choice.ts';
import type { Path } from '@/lib/sim/path.ts';
import { costOf } from '@/lib/sim/refcount/cost.ts';
import type { Machine } from '@/lib/sim/refcount/lookup.ts';
import {
  BROKEN_FLAGS,
  choicesOf,
  machineOf,
  modelOf,
  VIOLATIONS,
  type Violation,
} from '@/lib/sim/refcount/model.ts';
import type { Scenario } from '@/lib/sim/refcount/scenario.ts';
import { BROKEN, byte } from '@/lib/sim/refcount/state.ts';
import { STRATEGY_IDS, type StrategyName } from '@/lib/sim/refcount/strategy.ts';
import { describeChoice, type TraceState, traceState } from '@/lib/sim/refcount/trace.ts';
import type { CheckReport, Explored, TraceStep } from '@/lib/sim/report.ts';
import { type Reduction, type SearchResult, searchModel } from '@/lib/sim/search.ts';

/** Changes whenever a rule of the model changes, so that an old report is not taken for a new one. */
export const VERSION = 'refcount-1';

/** Every interleaving within the bounds. AppError for bounds no machine here meets. */
export function* searchScenario(
  scenario: Scenario,
  strategy: StrategyName,
  bounds: Bounds,
): Generator<number, CheckReport> {
  assertBounds(bounds);
  const result = yield* searchStates(scenario, strategy, bounds, 'none');
  const found = result.discoveries.filter(({ path }) => path !== null);
  return {
    domain: scenario.domain,
    scenario: scenario.name,
    strategy,
    code: STRATEGY_IDS.find(({ name }) => name === strategy)?.code ?? '',
    profile: scenario.profile,
    verdict: found.map(({ property }) => property),
    deterministic: found.filter(({ withoutEvents }) => withoutEvents).map(({ property }) => property),
    exhausted: result.exhausted,
    events: bounds.eventsMax,
    states: result.states,
    transitions: result.transitions,
    depth: result.depth,
    cost: costOf(scenario, strategy),
    counterexamples: found.map(({ property, path }) => ({
      property,
      path: path ?? [],
      steps: explorePath(scenario, strategy, bounds, path ?? []).steps,
      explanation: EXPLANATIONS[property as Violation],
    })),
    expectations: [],
  };
}

/** The search alone; tests compare its reductions. */
export function searchStates(
  scenario: Scenario,
  strategy: StrategyName,
  bounds: Bounds,
  reduction: Reduction,
): Generator<number, SearchResult> {
  const model = modelOf(machineOf(scenario, strategy));
  const statesMax = boundStates(bounds.statesMax, model.stateBytes);
  return searchModel(model, { ...bounds, statesMax }, reduction);
}

const EXPLANATIONS: Readonly<Record<Violation, string>> = {
  REVIVED:
    'A count of zero was raised: whoever brought it to zero frees the object all the same. refcount_t warns ' +
    'and saturates here, an atomic_t would free it twice.',
  UAF: 'The memory was given back while a lookup still goes by its pointer: this access is a use after free.',
  WRONG: 'The memory is another object by now, with another key than the lookup asked for.',
};

/** Follows a path. AppError BAD_INPUT where the model offers no such choice. */
export function explorePath(
  scenario: Scenario,
  strategy: StrategyName,
  { eventsMax }: Bounds,
  path: Path,
): Explored {
  const machine = machineOf(scenario, strategy);
  const model = modelOf(machine);
  const state = new Uint8Array(model.stateBytes);
  model.writeInitial(state);
  let before = traceState(machine, state, null);
  const steps = path.map((number, index): TraceStep => {
    const offered = choicesOf(machine, state, eventsMax);
    const choice = offered[number];
    if (choice === undefined) throw noSuchChoice(path, index, offered.length);
    const words = describeChoice(machine, state, choice);
    model.offer(state, eventsMax);
    model.take(state, number);
    before = traceState(machine, state, before);
    return { ...words, state: before };
  });
  return { steps, ...endingOf(machine, state, eventsMax) };
}

function endingOf(machine: Machine, state: Uint8Array, eventsMax: number): Omit<Explored, 'steps'> {
  const broken = VIOLATIONS.filter((name) => (byte(state, BROKEN) & BROKEN_FLAGS[name]) !== 0);
  return {
    violations: broken.map((violation) => ({ violation, explanation: EXPLANATIONS[violation] })),
    choices: choicesOf(machine, state, eventsMax).map((choice) => describeChoice(machine, state, choice)),
  };
}

/** Where the reference that a lookup goes by was no longer worth anything: the steps that made it so. */
export function remarksOf(
  steps: readonly (TraceStep & { readonly state: TraceState })[],
): readonly { readonly step: number; readonly text: string }[] {
  const first = (isMeant: (state: TraceState) => boolean, text: string) => {
    const step = steps.findIndex(({ state }) => isMeant(state));
    return step === -1 ? [] : [{ step, text }];
  };
  return [
    ...first(({ dropped }) => dropped, 'from here on somebody is about to release the object'),
    ...first(({ count }) => count === 'saturated', 'the reference taken here keeps nobody from freeing it'),
    ...first(({ memory }) => memory === 'free', 'the memory is gone from here on'),
    ...first(
      ({ memory }) => memory === 'another object',
      'the pointer is one of another object from here on',
    ),
  ];
}
