import type { ReactElement } from 'react';
import { breaksOf } from '@/app/_check/breaks.ts';
import type { RunRequest } from '@/lib/evidence/plan-run.ts';
import type { Domain, ModelScenario } from '@/lib/sim/domain.ts';
import type { CheckReport } from '@/lib/sim/report.ts';

type Props = {
  readonly domain: Domain;
  readonly scenario: ModelScenario;
  readonly reports: readonly CheckReport[];
  /** What the reports are of; the strategy of each is put in. */
  readonly request: Partial<RunRequest>;
};

/**
 * What goes wrong, for somebody who does not know the names of violations: each one in words, with the shortest
 * counterexample of any strategy: what is read where, and which step is to blame. Nothing where nothing is wrong.
 */
export function WhatBreaks(props: Props): ReactElement | null {
  const kinds = breaksOf(props);
  if (kinds.length === 0) return null;
  return (
    <>
      <h2>What breaks</h2>
      <dl className="breaks">
        {kinds.map(({ name, meaning, codes, code, strategy, story, href, steps }) => (
          <div key={name}>
            <dt>
              <strong className="warning">{name}</strong> {meaning}, with {codes}
            </dt>
            <dd>
              <span className="code">{code}</span> {strategy}: {story}{' '}
              <a href={href}>{steps === 1 ? 'the step' : `the ${steps} steps`}</a>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
