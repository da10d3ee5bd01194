import type { ReactElement } from 'react';
import type { RunRequest } from '@/lib/evidence/plan-run.ts';
import type { CostWords, Domain } from '@/lib/sim/domain.ts';
import type { CheckReport } from '@/lib/sim/report.ts';
import { exportAddress, pathAddress, strategyPath } from '@/lib/view/check/run-address.ts';

type Props = {
  readonly domain: Domain;
  readonly reports: readonly CheckReport[];
  /** What the reports are of; the strategy of each is put in. */
  readonly request: Partial<RunRequest>;
  readonly label: string;
};

/** One line a strategy: verdict with the way to its counterexamples, states, costs, exports. */
export function ReportTable({ domain, reports, request, label }: Props): ReactElement {
  const costs = domain.costs.filter(({ rank }) => rank < 3);
  return (
    <section className="scroll" aria-label={label}>
      <table className="rows reports">
        <thead>
          <tr>
            <th scope="col">strategy</th>
            <th scope="col">verdict</th>
            <th scope="col" className="number">
              states
            </th>
            {costs.map(({ key, short, meaning }) => (
              <th key={key} scope="col" className="number" title={meaning}>
                {short}
              </th>
            ))}
            <th scope="col" className="test">
              test
            </th>
          </tr>
        </thead>
        <tbody>
          {reports.map((report) => (
            <Row
              key={report.code}
              costs={costs}
              report={report}
              request={{ ...request, strategy: report.strategy }}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

type RowProps = { readonly report: CheckReport; readonly request: Partial<RunRequest> };

function Row({ costs, report, request }: RowProps & { readonly costs: readonly CostWords[] }): ReactElement {
  const { code, strategy, cost, states, exhausted } = report;
  return (
    <tr data-stop="" id={code}>
      <td>
        <span className="code">{code}</span> <a href={strategyPath(strategy)}>{strategy}</a>
      </td>
      <td>
        <Verdict report={report} request={request} />
      </td>
      <td
        className="number"
        data-unit="states"
        title={exhausted ? 'all there are within the bound' : 'a bound cut the search'}
      >
        {states}
        {exhausted ? '' : '+'}
      </td>
      {costs.map(({ key, short, rank }) => (
        <td
          key={key}
          className={rank > 1 ? 'number spare' : 'number'}
          data-unit={cost?.[key] === 1 ? short.replace(/s$/, '') : short}
        >
          {cost === null ? '∞' : cost[key]}
        </td>
      ))}
      <td className="test">
        <a href={exportAddress('fstest', request)}>fstests</a> <a href={exportAddress('fsx', request)}>fsx</a>
      </td>
    </tr>
  );
}

function Verdict({ report, request }: RowProps): ReactElement {
  if (report.counterexamples.length === 0) {
    return report.exhausted ? (
      <span className="status good">
        <span aria-hidden="true">●</span> holds
      </span>
    ) : (
      <span className="status held">
        <span aria-hidden="true">◌</span> nothing found
      </span>
    );
  }
  return (
    <span className="status bad">
      <span aria-hidden="true">✕</span>{' '}
      {report.counterexamples.map(({ property, path, explanation }) => (
        <span key={property}>
          <a data-open="" className="violation" href={pathAddress(request, path, null)} title={explanation}>
            {property}
          </a>
          {report.deterministic.includes(property) ? (
            <span title="without any background event">!</span>
          ) : null}{' '}
        </span>
      ))}
    </span>
  );
}
