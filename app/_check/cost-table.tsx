import type { ReactElement } from 'react';
import type { CatalogueEntry } from '@/lib/sim/zero-range/catalogue/entries.ts';
import { DISK_CLASSES } from '@/lib/sim/zero-range/disk-classes.ts';
import type { CheckReport } from '@/lib/sim/zero-range/report.ts';
import { STRATEGY_IDS } from '@/lib/sim/zero-range/strategy.ts';
import { diskTimes } from '@/lib/view/check/disk-times.ts';
import { scenarioPath, strategyPath } from '@/lib/view/check/run-address.ts';

type Props = {
  readonly entries: readonly CatalogueEntry[];
  readonly reports: ReadonlyMap<string, readonly CheckReport[]>;
  /** One of DISK_CLASSES. */
  readonly disk: string;
};

/** Workloads down, strategies across: time relative to the fastest strategy that is right there. */
export function CostTable({ entries, reports, disk }: Props): ReactElement {
  return (
    <>
      <p className="views-line">
        {DISK_CLASSES.map(({ name }) => (
          <a
            key={name}
            href={`/scenario?disk=${name}#costs`}
            aria-current={name === disk ? 'true' : undefined}
          >
            {name}
          </a>
        ))}
      </p>
      <section className="scroll" aria-label="Costs">
        <table className="matrix costs">
          <thead>
            <tr>
              <th scope="col">workload</th>
              {STRATEGY_IDS.map(({ name, code }) => (
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
              <Row key={entry.name} entry={entry} reports={reports.get(entry.name) ?? []} disk={disk} />
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

function Row({
  entry,
  reports,
  disk,
}: {
  readonly entry: CatalogueEntry;
  readonly reports: readonly CheckReport[];
  readonly disk: string;
}): ReactElement {
  const groups = diskTimes(reports).find((one) => one.disk === disk)?.groups ?? [];
  return (
    <tr data-stop="">
      <th scope="row" className="main">
        <a href={scenarioPath(entry.name)} title={entry.script.header.claim ?? ''}>
          {entry.name}
        </a>
      </th>
      {STRATEGY_IDS.map(({ code, name }) => (
        <CostCell
          key={code}
          name={name}
          report={reports.find((one) => one.code === code) ?? null}
          times={groups.find(({ codes }) => codes.includes(code))?.times ?? null}
        />
      ))}
    </tr>
  );
}

function CostCell(props: {
  readonly name: string;
  readonly report: CheckReport | null;
  readonly times: string | null;
}): ReactElement {
  const { name, report, times } = props;
  if (report === null) return <td className="cell none" />;
  if (report.cost === null || times === null) {
    return (
      <td className="cell fails" title={`${name}: never comes to an end`}>
        ∞
      </td>
    );
  }
  const { flushWaits, foliosWritten, lookups } = report.cost;
  const counts = `${flushWaits} flush waits, ${foliosWritten} folios written, ${lookups} lookups`;
  const isWrong = report.verdict.length > 0;
  const ratio = Number(times);
  const tone = isWrong ? 'wrong' : ratio >= 10 ? 'dear' : ratio > 1.2 ? 'more' : 'holds';
  return (
    <td className={`cell ${tone}`} title={`${name}: ${counts}${isWrong ? '; wrong here' : ''}`}>
      {isWrong ? <s>{times}</s> : shortRatio(ratio, times)}
    </td>
  );
}

/** 1600000 as 1.6M, so that one cell does not widen its column. */
function shortRatio(ratio: number, times: string): string {
  return ratio >= 1e5 ? `${Number((ratio / 1e6).toPrecision(2))}M` : times;
}
