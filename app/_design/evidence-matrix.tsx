import type { ReactElement } from 'react';
import { type EntryGroup, groupEntries, shortName } from '@/app/_check/entry-groups.ts';
import { VerdictCell } from '@/app/_check/verdict-cell.tsx';
import type { ModelResults } from '@/app/_design/claims.ts';
import type { StrategyRow } from '@/app/_design/design-evidence.ts';
import { originOf } from '@/lib/evidence/origins.ts';
import { CATALOGUE } from '@/lib/sim/zero-range/catalogue/entries.ts';
import { findStrategy } from '@/lib/sim/zero-range/strategy.ts';
import { scenarioPath, strategyPath } from '@/lib/view/check/run-address.ts';
import { timesText } from '@/lib/view/check/times-text.ts';

type Props = { readonly rows: readonly StrategyRow[]; readonly results: ModelResults };

const GROUPS: readonly EntryGroup[] = groupEntries(CATALOGUE.filter(({ events }) => events > 0));
const FACTS = 3;
const WIDTH = FACTS + GROUPS.reduce((sum, { entries }) => sum + entries.length, 0);

/** Strategies down, scenarios across: a red cell leads to the shortest counterexample. */
export function EvidenceMatrix({ rows, results }: Props): ReactElement {
  const own = rows.filter(({ options }) => options.length > 0);
  const others = rows.filter(({ options }) => options.length === 0);
  return (
    <section className="scroll" aria-label="Evidence matrix">
      <table className="matrix evidence">
        <Head />
        <Body rows={own} results={results} title={null} />
        <Body rows={others} results={results} title={own.length === 0 ? null : 'that claims speak of'} />
      </table>
    </section>
  );
}

function Head(): ReactElement {
  return (
    <thead>
      <tr>
        <th scope="col" rowSpan={2}>
          strategy
        </th>
        <th scope="col" rowSpan={2} className="fact">
          right
        </th>
        <th scope="col" rowSpan={2} className="fact">
          cost
        </th>
        {GROUPS.map(({ title, entries }) => (
          <th key={title} scope="colgroup" colSpan={entries.length} className="group">
            {title}
          </th>
        ))}
      </tr>
      <tr>
        {GROUPS.flatMap((group) =>
          group.entries.map(({ name, script }) => (
            <th key={name} scope="col" className="turned">
              <a href={scenarioPath(name)} title={`${name}: ${script.header.claim ?? ''}`}>
                {shortName(name, group)}
              </a>
            </th>
          )),
        )}
      </tr>
    </thead>
  );
}

function Body({ rows, results, title }: Props & { readonly title: string | null }): ReactElement | null {
  if (rows.length === 0) return null;
  return (
    <tbody>
      {title === null ? null : (
        <tr className="group">
          <th scope="rowgroup" colSpan={WIDTH}>
            {title}
          </th>
        </tr>
      )}
      {rows.map((row) => (
        <Row key={row.strategy} row={row} results={results} />
      ))}
    </tbody>
  );
}

function Row({ row, results }: { readonly row: StrategyRow; readonly results: ModelResults }): ReactElement {
  const { strategy, options } = row;
  const id = findStrategy(strategy);
  const standing = results.standings.get(strategy);
  const origin = originOf(strategy);
  return (
    <tr data-stop="" id={`strategy-${id?.code ?? ''}`}>
      <th scope="row">
        <a href={strategyPath(strategy)} title={id?.summary}>
          <span className="code">{id?.code}</span> {strategy}
        </a>{' '}
        {options.length === 0 ? null : (
          <span className="note">
            option{options.length === 1 ? '' : 's'} {options.join(', ')}
          </span>
        )}{' '}
        {origin.kind === 'proposed' ? null : <span className="derived">{origin.kind}</span>}
      </th>
      <td className="fact">{standing === undefined ? null : `${standing.right}/${standing.searched}`}</td>
      <td className="fact">{standing?.cost == null ? '∞' : `×${timesText(standing.cost.usual)}`}</td>
      {GROUPS.flatMap(({ entries }) =>
        entries.map(({ name }) => (
          <VerdictCell
            key={name}
            report={results.reports.get(name)?.find((report) => report.strategy === strategy) ?? null}
          />
        )),
      )}
    </tr>
  );
}
