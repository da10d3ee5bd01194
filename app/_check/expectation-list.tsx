import type { ReactElement } from 'react';
import { type Expectation, expectationsOf } from '@/app/_check/breaks.ts';
import type { PlannedRun } from '@/lib/evidence/plan-run.ts';
import type { CheckReport } from '@/lib/sim/report.ts';

type Props = { readonly planned: PlannedRun; readonly reports: readonly CheckReport[] };

/** What the script says must hold at its end, and with which strategies it does not; nothing when it says nothing. */
export function ExpectationList({ planned, reports }: Props): ReactElement | null {
  const expectations = expectationsOf(planned, reports);
  if (expectations.length === 0) return null;
  return (
    <section aria-label="Expectations">
      <h2>Expectations</h2>
      <ul>
        {expectations.map((one) => (
          <li key={one.line + one.expect}>
            <code>{one.expect}</code> <Held {...one} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Held({ fails, open }: Pick<Expectation, 'fails' | 'open'>): ReactElement {
  return (
    <>
      {fails === '' ? null : <span className="status bad">✕ fails with {fails}</span>}{' '}
      {open === '' ? null : <span className="status held">◌ open with {open}: a bound cut the search</span>}
      {fails === '' && open === '' ? <span className="status good">● holds</span> : null}
    </>
  );
}
