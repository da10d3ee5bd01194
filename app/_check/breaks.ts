import type { PlannedRun, RunRequest } from '@/lib/evidence/plan-run.ts';
import type { Domain, ModelScenario } from '@/lib/sim/domain.ts';
import type { CheckReport, Counterexample } from '@/lib/sim/report.ts';
import { expectationResults } from '@/lib/view/check/report-json.ts';
import { pathAddress } from '@/lib/view/check/run-address.ts';

/** One kind of violation: who commits it, and the shortest counterexample of any strategy in words. */
export type Break = {
  readonly name: string;
  readonly meaning: string;
  readonly codes: string;
  readonly code: string;
  readonly strategy: string;
  readonly story: string;
  readonly href: string;
  readonly steps: number;
};

type Asked = {
  readonly domain: Domain;
  readonly scenario: ModelScenario;
  readonly reports: readonly CheckReport[];
  /** What the reports are of; the strategy of each is put in. */
  readonly request: Partial<RunRequest>;
};

type Failure = { readonly report: CheckReport; readonly counterexample: Counterexample };

/** What goes wrong, in the order of the domain's violations. */
export function breaksOf({ domain, scenario, reports, request }: Asked): readonly Break[] {
  const failures = reports.flatMap((report) =>
    report.counterexamples.map((counterexample): Failure => ({ report, counterexample })),
  );
  return domain.violations.flatMap(({ name, meaning }): readonly Break[] => {
    const own = failures.filter(({ counterexample }) => counterexample.property === name);
    const [first] = [...own].sort((a, b) => a.counterexample.path.length - b.counterexample.path.length);
    if (first === undefined) return [];
    const { code, strategy, deterministic, events } = first.report;
    const { path, explanation } = first.counterexample;
    // The steps are followed anew: reports that a server keeps have none, and a path costs what its steps cost.
    const { steps } = domain.explore(scenario, strategy, { eventsMax: events, statesMax: 1 }, path);
    const race = deterministic.includes(name) ? 'It needs no race.' : 'It needs a race.';
    return [
      {
        name,
        meaning,
        code,
        strategy,
        steps: steps.length,
        codes: own.map(({ report }) => report.code).join(' '),
        story: [explanation, ...domain.causesOf(steps), race].join(' '),
        href: pathAddress({ ...request, strategy }, path, null),
      },
    ];
  });
}

/** One `expect` line: the strategies it fails with, and those whose search was cut before it was decided. */
export type Expectation = {
  readonly line: number;
  readonly expect: string;
  readonly fails: string;
  readonly open: string;
};

export function expectationsOf(
  { expectations }: Pick<PlannedRun, 'expectations'>,
  reports: readonly CheckReport[],
): readonly Expectation[] {
  if (reports.length === 0) return [];
  const results = reports.map((report) => ({ report, found: expectationResults(expectations, report) }));
  return expectations.map(({ line, expect }, index) => {
    const codesOf = (wanted: boolean | null): string =>
      results.flatMap(({ report, found }) => (found[index]?.holds === wanted ? [report.code] : [])).join(' ');
    return { line, expect, fails: codesOf(false), open: codesOf(null) };
  });
}
