import { assert } from '@/lib/base/assert.ts';
import type { StrategyId } from '@/lib/sim/report.ts';

/** One search of a catalogue entry. `events` null: the number of the entry. Settings as on the command line. */
export type Run = {
  readonly scenario: string;
  /** By its name. */
  readonly strategy: string;
  readonly settings: readonly (readonly [key: string, value: string])[];
  readonly events: number | null;
};

/**
 * Something that was said of what a domain models, and what must be seen in the model if it is true. A claim
 * without a source is a result that the model found and nobody said on a list: it is shown as
 * `model-derived`.
 */
export type Claim = {
  /** Unlike in all domains: C1 to C27 as the design numbers them; M and what follows for model-derived ones. */
  readonly id: string;
  readonly source: { readonly who: string; readonly messageId: string } | null;
  /** In our own words, one sentence. */
  readonly says: string;
  /** All of it must be seen. Empty: the model cannot decide it. */
  readonly requires: readonly Requirement[];
  /** What whoever wrote the claim down predicts; a test compares with the model. */
  readonly expected: Outcome;
  /** What the outcome means, one or two sentences. */
  readonly remark: string;
};

export type Outcome = 'confirms' | 'refutes' | 'inconclusive';
type Order = 'less' | 'equal' | 'more';
type Needs = 'race' | 'nothing' | 'either';

export type Requirement =
  /** No violation, and the space was exhausted. */
  | { readonly kind: 'holds'; readonly run: Run }
  /** This violation is found; `nothing`: without any background event. */
  | { readonly kind: 'fails'; readonly run: Run; readonly violation: string; readonly needs: Needs }
  /** An order of costs without background events. */
  | {
      readonly kind: 'costs';
      readonly cost: string;
      readonly run: Run;
      readonly than: Order;
      readonly other: Run;
    }
  /** Some state shows it, or none does. */
  | { readonly kind: 'observes'; readonly run: Run; readonly observation: string; readonly seen: boolean };

/** The short forms in which the claims of one domain are written, over its own codes and words. */
export type Wording<
  Code extends string,
  Violation extends string,
  Cost extends string,
  Seen extends string,
> = {
  readonly holds: (code: Code, ...scenarios: readonly string[]) => readonly Requirement[];
  readonly fails: (code: Code, scenario: string, violation: Violation, needs?: Needs) => Requirement;
  /** `code` compared with `other` on one scenario. */
  readonly costs: (scenario: string, cost: Cost, code: Code, than: Order, other: Code) => Requirement;
  readonly observes: (code: Code, scenario: string, observation: Seen, seen: boolean) => Requirement;
};

export function wordingOf<
  Code extends string,
  Violation extends string,
  Cost extends string,
  Seen extends string = never,
>(strategies: readonly StrategyId[]): Wording<Code, Violation, Cost, Seen> {
  const run = (code: Code, scenario: string): Run => {
    const strategy = strategies.find((one) => one.code === code);
    assert(strategy !== undefined, `a strategy has the code ${code}`);
    return { scenario, strategy: strategy.name, settings: [], events: null };
  };
  return {
    holds: (code, ...scenarios) => scenarios.map((scenario) => ({ kind: 'holds', run: run(code, scenario) })),
    fails: (code, scenario, violation, needs = 'either') => ({
      kind: 'fails',
      run: run(code, scenario),
      violation,
      needs,
    }),
    costs: (scenario, cost, code, than, other) => ({
      kind: 'costs',
      cost,
      run: run(code, scenario),
      than,
      other: run(other, scenario),
    }),
    observes: (code, scenario, observation, seen) => ({
      kind: 'observes',
      run: run(code, scenario),
      observation,
      seen,
    }),
  };
}
