import type { ReactElement } from 'react';
import { ColumnHeads } from '@/app/_ui/column-heads.tsx';
import type { CheckReport } from '@/lib/sim/report.ts';
import { pathAddress, scenarioPath } from '@/lib/view/check/run-address.ts';
import { formatCount } from '@/lib/view/count.ts';

type Props = { readonly reports: readonly CheckReport[]; readonly strategy: string };

/** The scenarios of one strategy, wrong ones first, each with its explanation. */
export function StrategyVerdicts({ reports, strategy }: Props): ReactElement {
  const searched = reports.filter(({ events }) => events > 0);
  const wrong = searched.filter(({ verdict }) => verdict.length > 0);
  const right = searched.filter(({ verdict }) => verdict.length === 0);
  return (
    <>
      {wrong.length === 0 ? (
        <p>
          <span className="status good">
            <span aria-hidden="true">●</span> right on{' '}
            {right.length === 1 ? 'its one scenario' : `all ${right.length} scenarios`}
          </span>
        </p>
      ) : (
        <table className="rows" aria-label={`Where ${strategy} is wrong`}>
          <ColumnHeads of={['wrong on', 'verdict', 'counterexample']} />
          <tbody>
            {wrong.flatMap(({ scenario, counterexamples, deterministic }) =>
              counterexamples.map(({ property, path, explanation }, index) => (
                <tr key={`${scenario} ${property}`} data-stop="">
                  <td>{index === 0 ? <a href={scenarioPath(scenario)}>{scenario}</a> : null}</td>
                  <td>
                    <span className="status bad">
                      <span aria-hidden="true">✕</span> {property}
                      {deterministic.includes(property) ? '!' : ''}
                    </span>
                  </td>
                  <td className="main among">
                    <a data-open="" href={pathAddress({ scenario, strategy }, path, null)}>
                      {formatCount(path.length, 'step', 'steps')}
                    </a>{' '}
                    {explanation}
                  </td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      )}
      {wrong.length === 0 || right.length === 0 ? null : (
        <p className="note">
          right on{' '}
          {right.map(({ scenario }) => (
            <span key={scenario} className="cited">
              <a href={scenarioPath(scenario)}>{scenario}</a>{' '}
            </span>
          ))}
        </p>
      )}
    </>
  );
}
