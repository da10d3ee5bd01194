import type { ReactElement } from 'react';
import { type EntryGroup, groupEntries, shortName } from '@/app/_check/entry-groups.ts';
import { VerdictCell } from '@/app/_check/verdict-cell.tsx';
import { type Cell, type CommentCounts, cellAnchor } from '@/app/_design/cells.ts';
import type { ModelResults } from '@/app/_design/claims.ts';
import { findStrategy } from '@/lib/domains/registry.ts';
import { originOf } from '@/lib/evidence/origins.ts';
import type { Domain } from '@/lib/sim/domain.ts';
import { scenarioPath, strategyPath } from '@/lib/view/check/run-address.ts';
import { timesText } from '@/lib/view/check/times-text.ts';
import { formatCount } from '@/lib/view/count.ts';
import type { StrategyRow } from '@/lib/view/design-evidence.ts';

type Props = {
  readonly rows: readonly StrategyRow[];
  readonly results: ModelResults;
  readonly said: CommentCounts;
};
type Groups = { readonly groups: readonly EntryGroup[] };

const FACTS = 3;

/** Strategies down, scenarios across: a red cell leads to the shortest counterexample, a count to comments. */
export function EvidenceMatrix({
  domain,
  rows,
  results,
  said,
}: Props & { readonly domain: Domain }): ReactElement {
  const groups = groupEntries(
    domain,
    domain.catalogue.filter(({ events }) => events > 0),
  );
  const own = rows.filter(({ options }) => options.length > 0);
  const others = rows.filter(({ options }) => options.length === 0);
  return (
    <section className="scroll" aria-label="Evidence matrix">
      <table className="matrix evidence">
        <Head groups={groups} />
        <Body groups={groups} rows={own} results={results} said={said} title={null} />
        <Body
          groups={groups}
          rows={others}
          results={results}
          said={said}
          title={own.length === 0 ? null : 'that claims speak of'}
        />
      </table>
    </section>
  );
}

function Head({ groups }: Groups): ReactElement {
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
        {groups.map(({ title, entries }) => (
          <th key={title} scope="colgroup" colSpan={entries.length} className="group">
            {title}
          </th>
        ))}
      </tr>
      <tr>
        {groups.flatMap((group) =>
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

function Body({
  groups,
  rows,
  results,
  said,
  title,
}: Props & Groups & { readonly title: string | null }): ReactElement | null {
  if (rows.length === 0) return null;
  const width = FACTS + groups.reduce((sum, { entries }) => sum + entries.length, 0);
  return (
    <tbody>
      {title === null ? null : (
        <tr className="group">
          <th scope="rowgroup" colSpan={width}>
            {title}
          </th>
        </tr>
      )}
      {rows.map((row) => (
        <Row key={row.strategy} groups={groups} row={row} results={results} said={said} />
      ))}
    </tbody>
  );
}

type RowProps = Groups & Pick<Props, 'results' | 'said'> & { readonly row: StrategyRow };

function Row({ groups, row, results, said }: RowProps): ReactElement {
  const { strategy, options } = row;
  const id = findStrategy(strategy)?.strategy;
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
      {groups.flatMap(({ entries }) =>
        entries.map(({ name }) => (
          <VerdictCell
            key={name}
            report={results.reports.get(name)?.find((report) => report.strategy === strategy) ?? null}
          >
            <SaidCount
              count={said.get(cellAnchor({ strategy, scenario: name }))}
              cell={{ strategy, scenario: name }}
            />
          </VerdictCell>
        )),
      )}
    </tr>
  );
}

/** How many comments a cell has, leading to them. */
function SaidCount({
  cell,
  count = 0,
}: {
  readonly cell: Cell;
  readonly count?: number | undefined;
}): ReactElement | null {
  if (count === 0) return null;
  const label = `${formatCount(count, 'comment', 'comments')} on ${cell.strategy}, ${cell.scenario}`;
  return (
    <a className="said-count" href={`#${cellAnchor(cell)}`} title={label}>
      <span className="spoken">comments: </span>
      {count}
    </a>
  );
}
