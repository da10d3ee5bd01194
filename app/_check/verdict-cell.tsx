import type { ReactElement, ReactNode } from 'react';
import type { CheckReport } from '@/lib/sim/report.ts';
import { shortestCounterexample } from '@/lib/sim/shortest-counterexample.ts';
import { pathAddress } from '@/lib/view/check/run-address.ts';
import { verdictCell } from '@/lib/view/check/verdict-matrix.ts';
import { formatCount } from '@/lib/view/count.ts';

type Props = {
  /** Null: the strategy does not apply. */
  readonly report: CheckReport | null;
  /** Of the strategy, for screens too narrow for a column of it. */
  readonly code?: string;
  /** What stands behind the verdict. */
  readonly children?: ReactNode;
};

/** A cell of the matrix: `·` holds, letters of what is violated, leading to the shortest counterexample. */
export function VerdictCell({ report, code, children }: Props): ReactElement {
  if (report === null) return <td className="cell none">{children}</td>;
  const { scenario, strategy, verdict, states, exhausted } = report;
  const shortest = shortestCounterexample(report);
  const explored = formatCount(states, 'state', 'states');
  if (shortest === null) {
    const word = exhausted ? `holds, ${explored}` : `nothing found in ${explored}, a bound cut the search`;
    return (
      <td
        className={exhausted ? 'cell holds' : 'cell cut'}
        title={`${strategy}: ${word}`}
        data-code={exhausted ? undefined : code}
      >
        {exhausted ? '·' : '?'}
        {children}
      </td>
    );
  }
  return (
    <td className="cell fails">
      <a
        href={pathAddress({ scenario, strategy }, shortest.path, null)}
        title={`${strategy}: ${verdict.join(', ')}`}
        data-code={code}
      >
        {verdictCell(report)}
      </a>
      {children}
    </td>
  );
}
