import { type Run, run, runKey } from '@/lib/evidence/run.ts';
import type { Observation } from '@/lib/sim/zero-range/observe.ts';
import type { Cost, Violation } from '@/lib/sim/zero-range/report.ts';
import type { StrategyCode } from '@/lib/sim/zero-range/strategy.ts';

/**
 * Something that was said of zero range, and what must be seen in the model if it is true. A claim without a
 * source is a result that the model found and nobody said on the list: it is shown as `model-derived`.
 */
export type Claim = {
  /** As the design numbers them: C1 to C27; M1, M2, … for model-derived ones. */
  readonly id: string;
  readonly source: { readonly who: string; readonly messageId: string } | null;
  /** In our own words, one sentence. */
  readonly says: string;
  /** All of it must be seen. Empty: the model cannot decide it. */
  readonly requires: readonly Requirement[];
  /** What the result column of the design says; a test compares with the model. */
  readonly expected: Outcome;
  /** What the outcome means, one or two sentences. */
  readonly remark: string;
};

export type Outcome = 'confirms' | 'refutes' | 'inconclusive';

export type Requirement =
  /** No violation, and the space was exhausted. */
  | { readonly kind: 'holds'; readonly run: Run }
  /** This violation is found; `always`: without any background event. */
  | {
      readonly kind: 'fails';
      readonly run: Run;
      readonly violation: Violation;
      readonly needs: 'race' | 'nothing' | 'either';
    }
  /** An order of costs without background events. */
  | {
      readonly kind: 'costs';
      readonly cost: keyof Cost;
      readonly run: Run;
      readonly than: 'less' | 'equal' | 'more';
      readonly other: Run;
    }
  /** Some state shows it, or none does. */
  | {
      readonly kind: 'observes';
      readonly run: Run;
      readonly observation: Observation['name'];
      readonly seen: boolean;
    };

export function holds(code: StrategyCode, ...scenarios: readonly string[]): readonly Requirement[] {
  return scenarios.map((scenario) => ({ kind: 'holds', run: run(code, scenario) }));
}

export function fails(
  code: StrategyCode,
  scenario: string,
  violation: Violation,
  needs: 'race' | 'nothing' | 'either' = 'either',
): Requirement {
  return { kind: 'fails', run: run(code, scenario), violation, needs };
}

/** `code` compared with `other` on one scenario. */
export function costs(
  scenario: string,
  cost: keyof Cost,
  code: StrategyCode,
  than: 'less' | 'equal' | 'more',
  other: StrategyCode,
): Requirement {
  return { kind: 'costs', cost, run: run(code, scenario), than, other: run(other, scenario) };
}

export function observes(
  code: StrategyCode,
  scenario: string,
  observation: Observation['name'],
  seen: boolean,
): Requirement {
  return { kind: 'observes', run: run(code, scenario), observation, seen };
}

/** What has to be run before a claim can be judged, each once. */
export function runsOf(claim: Claim): readonly { readonly run: Run; readonly withObservations: boolean }[] {
  const runs = new Map<string, { run: Run; withObservations: boolean }>();
  for (const requirement of claim.requires) {
    const own = requirement.kind === 'costs' ? [requirement.run, requirement.other] : [requirement.run];
    for (const one of own) {
      const key = runKey(one);
      const before = runs.get(key)?.withObservations ?? false;
      runs.set(key, { run: one, withObservations: before || requirement.kind === 'observes' });
    }
  }
  return [...runs.values()];
}
