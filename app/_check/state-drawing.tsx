import type { ReactElement } from 'react';
import type { Drawing, DrawingCell, DrawingRow } from '@/lib/sim/drawing.ts';

/** A state as its domain draws it: a table, and facts below. */
export function StateDrawing({ drawing }: { readonly drawing: Drawing }): ReactElement {
  const { label, shares, isClosed, rows, facts } = drawing;
  const keys = rows[0]?.cells.map(({ key }) => key) ?? [];
  return (
    <div className="drawing">
      <section className="scroll" aria-label={label}>
        <table className={isClosed ? 'file to-eof' : 'file'}>
          <colgroup>
            <col />
            {shares.map((share, index) => (
              <col key={keys[index] ?? index} width={share === null ? undefined : `${share}%`} />
            ))}
          </colgroup>
          <tbody>
            {rows.map((row) => (
              <Row key={row.label} row={row} />
            ))}
          </tbody>
        </table>
      </section>
      <dl className="state-facts">
        {facts.map(({ label: name, text, changed }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{changed ? <Changed>{text}</Changed> : text}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

const ROW_CLASSES = { heads: 'offsets', spans: 'spans', values: 'values', plain: undefined } as const;
const CELL_CLASSES = { heads: [], spans: ['span'], values: ['value'], plain: [] } as const;

function Row({ row: { label, kind, cells } }: { readonly row: DrawingRow }): ReactElement {
  return (
    <tr className={ROW_CLASSES[kind]}>
      <th scope="row">{label}</th>
      {cells.map((cell) => (
        <Cell key={cell.key} cell={cell} classes={CELL_CLASSES[kind]} />
      ))}
    </tr>
  );
}

type CellProps = { readonly cell: DrawingCell; readonly classes: readonly string[] };

function Cell({ cell, classes }: CellProps): ReactElement {
  const { columns, text, changed, tones, title, mark } = cell;
  const words = [...classes, ...tones].join(' ');
  return (
    <td
      colSpan={columns === 1 ? undefined : columns}
      className={words === '' ? undefined : words}
      title={title ?? undefined}
    >
      {changed ? <Changed>{text}</Changed> : text}
      {mark === null ? null : (
        <span className={mark.tone ?? undefined} title={mark.title}>
          {' '}
          {mark.text}
        </span>
      )}
    </td>
  );
}

function Changed({ children }: { readonly children: string }): ReactElement {
  return (
    <mark title="changed by this step">
      {children}
      <span aria-hidden="true">*</span>
    </mark>
  );
}
