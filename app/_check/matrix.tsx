import type { ReactElement } from 'react';
import { groupEntries } from '@/app/_check/entry-groups.ts';
import { VerdictCell } from '@/app/_check/verdict-cell.tsx';
import type { CatalogueEntry } from '@/lib/sim/zero-range/catalogue/entries.ts';
import type { CheckReport } from '@/lib/sim/zero-range/report.ts';
import { STRATEGY_IDS } from '@/lib/sim/zero-range/strategy.ts';
import { scenarioPath, strategyPath } from '@/lib/view/check/run-address.ts';

type Props = {
  readonly entries: readonly CatalogueEntry[];
  readonly reports: ReadonlyMap<string, readonly CheckReport[]>;
};

/** Scenarios down, strategies across: who is right where, at a glance. */
export function Matrix({ entries, reports }: Props): ReactElement {
  return (
    <section className="scroll" aria-label="Verdicts">
      <table className="matrix">
        <thead>
          <tr>
            <th scope="col">scenario</th>
            {STRATEGY_IDS.map(({ name, code, summary }) => (
              <th key={code} scope="col">
                <a href={strategyPath(name)} title={`${name}: ${summary}`}>
                  {code}
                </a>
              </th>
            ))}
          </tr>
        </thead>
        {groupEntries(entries).map((group) => (
          <tbody key={group.title}>
            <tr className="group">
              <th scope="rowgroup" colSpan={STRATEGY_IDS.length + 1}>
                {group.title}
              </th>
            </tr>
            {group.entries.map((entry) => (
              <Row key={entry.name} entry={entry} reports={reports.get(entry.name) ?? []} />
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}

function Row({
  entry,
  reports,
}: {
  readonly entry: CatalogueEntry;
  readonly reports: readonly CheckReport[];
}): ReactElement {
  return (
    <tr data-stop="">
      <th scope="row" className="main">
        <a href={scenarioPath(entry.name)} title={entry.script.header.claim ?? ''}>
          {entry.name}
        </a>
      </th>
      {STRATEGY_IDS.map(({ code }) => (
        <VerdictCell key={code} report={reports.find((one) => one.code === code) ?? null} />
      ))}
    </tr>
  );
}
