import type { Json } from '@/lib/base/canonical-json.ts';
import { formatPath } from '@/lib/sim/path.ts';
import type { CheckReport, Counterexample } from '@/lib/sim/report.ts';
import { shortestCounterexample } from '@/lib/sim/shortest-counterexample.ts';

/**
 * One expectation line of a script. `holds`: in every outcome; null: in every one that was seen before a bound cut
 * the search, which decides nothing.
 */
export type ExpectationResult = {
  readonly line: number;
  readonly expect: string;
  readonly holds: boolean | null;
};

/** `written` as the script has them, in the order of the report. */
export function expectationResults(
  written: readonly Omit<ExpectationResult, 'holds'>[],
  { expectations, exhausted }: CheckReport,
): readonly ExpectationResult[] {
  return written.map((one, index) => ({
    ...one,
    holds: expectations[index] === true ? (exhausted ? true : null) : false,
  }));
}

/**
 * One entry of `results` of `docket check --json`, keys in the order of the contract. `counterexample` is
 * the shortest of what needs no event, else of all violations, with its steps; `counterexamples` names one path
 * for each, shortest first within the search.
 */
export function reportJson(report: CheckReport, expectations: readonly ExpectationResult[]): Json {
  const { scenario, strategy, code, verdict, deterministic, exhausted } = report;
  const { events, states, transitions, depth } = report;
  return {
    scenario,
    strategy,
    code,
    profile: report.profile,
    verdict,
    deterministic,
    exhausted,
    events,
    states,
    transitions,
    depth,
    cost: report.cost,
    counterexample: counterexampleJson(shortestCounterexample(report)),
    counterexamples: report.counterexamples.map(({ property, path }) => ({
      property,
      path: formatPath(path),
    })),
    ...(expectations.length === 0 ? {} : { expectations }),
  };
}

function counterexampleJson(counterexample: Counterexample | null): Json {
  if (counterexample === null) return null;
  const { property, path, explanation, steps } = counterexample;
  return { property, path: formatPath(path), explanation, steps };
}
