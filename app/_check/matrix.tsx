import type { ReactElement } from 'react';
import { groupEntries } from '@/app/_check/entry-groups.ts';
import { EntryHead } from '@/app/_check/entry-head.tsx';
import { VerdictCell } from '@/app/_check/verdict-cell.tsx';
import type { CatalogueEntry, Domain } from '@/lib/sim/domain.ts';
import type { CheckReport } from '@/lib/sim/report.ts';
import { strategyPath } from '@/lib/view/check/run-address.ts';

type Props = {
  readonly domain: Domain;
  readonly entries: readonly CatalogueEntry[];
  readonly reports: ReadonlyMap<string, readonly CheckReport[]>;
};

/** Scenarios down, strategies across: who is right where, at a glance. */
export function Matrix({ domain, entries, reports }: Props): ReactElement {
  const { strategies } = domain;
  return (
    <section className="scroll" aria-label="Verdicts">
      <table className="matrix verdicts">
        <thead>
          <tr>
            <th scope="col">scenario</th>
            {strategies.map(({ name, code, summary }) => (
              <th key={code} scope="col">
                <a href={strategyPath(name)} title={`${name}: ${summary}`}>
                  {code}
                </a>
              </th>
            ))}
          </tr>
        </thead>
        {groupEntries(domain, entries).map((group) => (
          <tbody key={group.title}>
            <tr className="group">
              <th scope="rowgroup" colSpan={strategies.length + 1}>
                {group.title}
              </th>
            </tr>
            {group.entries.map((entry) => (
              <Row key={entry.name} domain={domain} entry={entry} reports={reports.get(entry.name) ?? []} />
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}

type RowProps = {
  readonly domain: Domain;
  readonly entry: CatalogueEntry;
  readonly reports: readonly CheckReport[];
};

function Row({ domain, entry, reports }: RowProps): ReactElement {
  return (
    <tr data-stop="">
      <EntryHead entry={entry} />
      {domain.strategies.map(({ code }) => (
        <VerdictCell key={code} code={code} report={reports.find((one) => one.code === code) ?? null} />
      ))}
    </tr>
  );
}
