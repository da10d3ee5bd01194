import type { ReactElement } from 'react';
import { EntryHead } from '@/app/_check/entry-head.tsx';
import type { CatalogueEntry, CostWords, Domain } from '@/lib/sim/domain.ts';
import type { CheckReport } from '@/lib/sim/report.ts';
import { machineTimes } from '@/lib/view/check/machine-times.ts';
import { cataloguePath, strategyPath } from '@/lib/view/check/run-address.ts';

type Props = {
  readonly domain: Domain;
  readonly entries: readonly CatalogueEntry[];
  readonly reports: ReadonlyMap<string, readonly CheckReport[]>;
  /** Name of one of the domain's. */
  readonly machine: string;
};

/** Workloads down, strategies across: time relative to the fastest strategy that is right there. */
export function CostTable({ domain, entries, reports, machine }: Props): ReactElement {
  return (
    <>
      <p className="views-line">
        {domain.machines.map(({ name }) => (
          <a key={name} href={machinePath(domain, name)} aria-current={name === machine ? 'true' : undefined}>
            {name}
          </a>
        ))}
      </p>
      <section className="scroll" aria-label="Costs">
        <table className="matrix costs">
          <thead>
            <tr>
              <th scope="col">workload</th>
              {domain.strategies.map(({ name, code }) => (
                <th key={code} scope="col">
                  <a href={strategyPath(name)} title={name}>
                    {code}
                  </a>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <Row
                key={entry.name}
                domain={domain}
                entry={entry}
                reports={reports.get(entry.name) ?? []}
                machine={machine}
              />
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

function machinePath(domain: Domain, machine: string): string {
  const path = cataloguePath(domain);
  return `${path}${path.includes('?') ? '&' : '?'}disk=${encodeURIComponent(machine)}#costs`;
}

type RowProps = Pick<Props, 'domain' | 'machine'> & {
  readonly entry: CatalogueEntry;
  readonly reports: readonly CheckReport[];
};

function Row({ domain, entry, reports, machine }: RowProps): ReactElement {
  const groups = machineTimes(reports).find((one) => one.machine === machine)?.groups ?? [];
  return (
    <tr data-stop="">
      <EntryHead entry={entry} />
      {domain.strategies.map(({ code, name }) => (
        <CostCell
          key={code}
          name={name}
          code={code}
          words={domain.costs}
          report={reports.find((one) => one.code === code) ?? null}
          times={groups.find(({ codes }) => codes.includes(code))?.times ?? null}
        />
      ))}
    </tr>
  );
}

function CostCell(props: {
  readonly name: string;
  /** For screens too narrow for a column of each strategy. */
  readonly code: string;
  readonly words: readonly CostWords[];
  readonly report: CheckReport | null;
  readonly times: string | null;
}): ReactElement {
  const { name, code, words, report, times } = props;
  if (report === null) return <td className="cell none" />;
  if (report.cost === null || times === null) {
    return (
      <td className="cell fails" data-code={code} title={`${name}: never comes to an end`}>
        ∞
      </td>
    );
  }
  const { cost } = report;
  const counts = words
    .filter(({ rank }) => rank === 1)
    .map(({ key, name: what }) => `${cost[key] ?? 0} ${what}`)
    .join(', ');
  const isWrong = report.verdict.length > 0;
  const ratio = Number(times);
  const tone = isWrong ? 'wrong' : ratio >= 10 ? 'dear' : ratio > 1.2 ? 'more' : 'holds';
  return (
    <td
      className={`cell ${tone}`}
      data-code={code}
      title={`${name}: ${counts}${isWrong ? '; wrong here' : ''}`}
    >
      {isWrong ? <s>{times}</s> : shortRatio(ratio, times)}
    </td>
  );
}

/** 1600000 as 1.6M, so that one cell does not widen its column. */
function shortRatio(ratio: number, times: string): string {
  return ratio >= 1e5 ? `${Number((ratio / 1e6).toPrecision(2))}M` : times;
}
