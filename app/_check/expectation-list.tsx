import type { ReactElement } from 'react';
import type { PlannedRun } from '@/lib/evidence/plan-run.ts';
import type { CheckReport } from '@/lib/sim/report.ts';
import { expectationResults } from '@/lib/view/check/report-json.ts';

type Props = { readonly planned: PlannedRun; readonly reports: readonly CheckReport[] };

/** What the script says must hold at its end, and with which strategies it does not; nothing when it says nothing. */
export function ExpectationList({ planned: { expectations }, reports }: Props): ReactElement | null {
  if (expectations.length === 0 || reports.length === 0) return null;
  const results = reports.map((report) => ({ report, found: expectationResults(expectations, report) }));
  return (
    <section aria-label="Expectations">
      <h2>Expectations</h2>
      <ul>
        {expectations.map(({ line, expect }, index) => {
          const codesOf = (wanted: boolean | null): string =>
            results
              .flatMap(({ report, found }) => (found[index]?.holds === wanted ? [report.code] : []))
              .join(' ');
          return (
            <li key={line + expect}>
              <code>{expect}</code> <Held fails={codesOf(false)} open={codesOf(null)} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Held({ fails, open }: { readonly fails: string; readonly open: string }): ReactElement {
  return (
    <>
      {fails === '' ? null : <span className="status bad">✕ fails with {fails}</span>}{' '}
      {open === '' ? null : <span className="status held">◌ open with {open}: a bound cut the search</span>}
      {fails === '' && open === '' ? <span className="status good">● holds</span> : null}
    </>
  );
}
