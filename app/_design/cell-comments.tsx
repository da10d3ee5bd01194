import type { ReactElement } from 'react';
import { type Cell, type CellGroup, groupByCell } from '@/app/_design/cells.ts';
import { mayComment } from '@/app/_design/judging.ts';
import type { DesignModel } from '@/app/_design/model.ts';
import { newComment } from '@/app/_judge/come-back.ts';
import { CommentList } from '@/app/_judge/comment-list.tsx';
import { Say } from '@/app/_judge/say.tsx';
import type { ShownComment } from '@/app/_judge/shown-comments.ts';
import { findStrategy } from '@/lib/domains/registry.ts';
import { runAddress } from '@/lib/view/check/run-address.ts';
import type { StrategyRow } from '@/lib/view/design-evidence.ts';
import { designPath } from '@/lib/view/url.ts';

type Props = { readonly model: DesignModel };

/**
 * What was said on cells of the matrix, and the form for one more. A form in each of a thousand cells would be most of
 * the page: a cell is chosen first, which also works without script.
 */
export function CellComments({ model }: Props): ReactElement | null {
  const groups = groupByCell(model.judging.cells);
  const rows = model.judging.mayComment ? model.evidence.rows.filter(({ item }) => item !== null) : [];
  if (groups.length === 0 && rows.length === 0) return null;
  return (
    <div className="on-cells">
      {groups.length === 0 ? null : (
        <h3 className="kind" id="cell-comments">
          Comments on cells
        </h3>
      )}
      {groups.map((group) => (
        <OnCell key={group.anchor} model={model} group={group} />
      ))}
      {rows.length === 0 ? null : <Choose model={model} rows={rows} />}
    </div>
  );
}

function OnCell({
  model: { judging, pathOf },
  group: { cell, anchor, comments },
}: Props & { readonly group: CellGroup<ShownComment> }): ReactElement {
  const [first] = comments;
  const subject = first?.subject;
  return (
    <>
      <h4 id={anchor}>
        <a href={runAddress(cell)}>
          {findStrategy(cell.strategy)?.strategy.code} {cell.strategy} on {cell.scenario}
        </a>
      </h4>
      <CommentList
        comments={comments}
        may={mayComment(judging)}
        back={judging.back}
        message={subject?.kind === 'evidence' ? pathOf(subject.item.anchor.messageId) : null}
        placeOf={() => null}
      />
    </>
  );
}

type RowsProps = Props & { readonly rows: readonly StrategyRow[] };

/** Two lists and, once a cell is chosen, its form. */
function Choose({ model, rows }: RowsProps): ReactElement {
  const { judging, state } = model;
  const chosen = chosenOf(rows, judging.cell);
  const kept = [...new URL(judging.back, 'http://here').searchParams];
  return (
    <>
      {chosen === null ? null : <CellForm model={model} {...chosen} />}
      <details className="more" open={judging.cell !== null && chosen === null}>
        <summary>comment on a cell</summary>
        <form method="get" action={`${designPath(state.id)}#cell-form`} className="inline">
          {kept.map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <label>
            strategy{' '}
            <select name="strategy" defaultValue={judging.cell?.strategy}>
              {rows.map(({ strategy }) => (
                <option key={strategy} value={strategy}>
                  {findStrategy(strategy)?.strategy.code} {strategy}
                </option>
              ))}
            </select>
          </label>{' '}
          <label>
            scenario{' '}
            <select name="scenario" defaultValue={judging.cell?.scenario}>
              {[...scenariosOf(rows)].map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>{' '}
          <button type="submit">choose</button>
        </form>
      </details>
    </>
  );
}

type FormProps = Props & { readonly row: StrategyRow; readonly cell: Cell };

function CellForm({ model, row, cell }: FormProps): ReactElement {
  const name = `${cell.strategy} on ${cell.scenario}`;
  const fields = { about: 'evidence', item: row.item ?? '', ...cell };
  return (
    <div className="on-words" id="cell-form">
      <Say
        to="/api/comments"
        fields={newComment(`${model.judging.back}#cell-comments`, fields)}
        submit="comment on this cell"
      >
        <label>
          {name}
          <textarea name="text" rows={3} required={true} />
        </label>
      </Say>
    </div>
  );
}

/** Null when there is no such cell in the matrix. */
function chosenOf(
  rows: readonly StrategyRow[],
  cell: Cell | null,
): { readonly row: StrategyRow; readonly cell: Cell } | null {
  const row = rows.find(({ strategy }) => strategy === cell?.strategy);
  if (cell === null || row === undefined || !scenariosOf([row]).has(cell.scenario)) return null;
  return { row, cell };
}

/** Columns of the matrices that these rows are in. */
function scenariosOf(rows: readonly StrategyRow[]): ReadonlySet<string> {
  const domains = new Set(rows.flatMap(({ strategy }) => findStrategy(strategy)?.domain ?? []));
  return new Set(
    [...domains].flatMap(({ catalogue }) =>
      catalogue.flatMap(({ name, events }) => (events > 0 ? name : [])),
    ),
  );
}
