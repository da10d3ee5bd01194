import type { ReactElement } from 'react';
import type { RunRequest } from '@/lib/evidence/plan-run.ts';
import type { Domain, ModelScenario } from '@/lib/sim/domain.ts';
import type { CheckReport, Counterexample } from '@/lib/sim/report.ts';
import { pathAddress } from '@/lib/view/check/run-address.ts';

type Props = {
  readonly domain: Domain;
  readonly scenario: ModelScenario;
  readonly reports: readonly CheckReport[];
  /** What the reports are of; the strategy of each is put in. */
  readonly request: Partial<RunRequest>;
};

type Failure = { readonly report: CheckReport; readonly counterexample: Counterexample };

/**
 * What goes wrong, for somebody who does not know the names of violations: each one in words, with the shortest
 * counterexample of any strategy: what is read where, and which step is to blame. Nothing where nothing is wrong.
 */
export function WhatBreaks({ domain, scenario, reports, request }: Props): ReactElement | null {
  const failures = reports.flatMap((report) =>
    report.counterexamples.map((counterexample): Failure => ({ report, counterexample })),
  );
  const kinds = domain.violations.flatMap(({ name, meaning }) => {
    const own = failures.filter(({ counterexample }) => counterexample.property === name);
    const [first] = [...own].sort((a, b) => a.counterexample.path.length - b.counterexample.path.length);
    return first === undefined ? [] : [{ name, meaning, own, first }];
  });
  if (kinds.length === 0) return null;
  return (
    <>
      <h2>What breaks</h2>
      <dl className="breaks">
        {kinds.map(({ name, meaning, own, first }) => (
          <div key={name}>
            <dt>
              <strong className="warning">{name}</strong> {meaning}, with{' '}
              {own.map(({ report }) => report.code).join(' ')}
            </dt>
            <dd>
              <Story {...{ domain, scenario, request }} failure={first} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

type StoryProps = Omit<Props, 'reports'> & { readonly failure: Failure };

/** The steps are followed anew: reports that a server keeps have none, and a path costs what its steps cost. */
function Story({ domain, scenario, failure, request }: StoryProps): ReactElement {
  const { code, strategy, deterministic, events } = failure.report;
  const { property, path, explanation } = failure.counterexample;
  const { steps } = domain.explore(scenario, strategy, { eventsMax: events, statesMax: 1 }, path);
  return (
    <>
      <span className="code">{code}</span> {strategy}: {explanation} {domain.causesOf(steps).join(' ')}{' '}
      {deterministic.includes(property) ? 'It needs no race.' : 'It needs a race.'}{' '}
      <a href={pathAddress({ ...request, strategy }, path, null)}>the {steps.length} steps</a>
    </>
  );
}
