import type { ReactElement } from 'react';
import type { TraceState, Violation } from '@/lib/sim/zero-range/report.ts';
import { type ByteColumn, drawState, type Span, type Value } from '@/lib/view/check/drawing.ts';

type Props = { readonly state: TraceState; readonly violation: Violation | null };

/**
 * The file after a step: extents, disk, cache and what must be read, byte range by byte range; folios below.
 */
export function StateDrawing({ state, violation }: Props): ReactElement {
  const { columns, blocks, cow, folios, mapping, endAtEof, facts } = drawState(state, violation);
  return (
    <div className="drawing">
      <section className="scroll" aria-label="The file after this step">
        <table className={endAtEof === null ? 'file' : 'file to-eof'}>
          <colgroup>
            <col />
            {columns.map(({ offset, share }) => (
              <col key={offset} width={`${share}%`} />
            ))}
          </colgroup>
          <tbody>
            <tr className="offsets">
              <th scope="row">offset</th>
              {columns.map(({ offset, isEof }, index) => (
                <td key={offset} className={isEof ? 'eof' : undefined} title={isEof ? 'EOF' : undefined}>
                  {isEof ? '▲' : ''}
                  {offset}
                  {endAtEof !== null && index === columns.length - 1 ? (
                    <span className="end" title="EOF">
                      {' '}
                      ▲{endAtEof}
                    </span>
                  ) : null}
                </td>
              ))}
            </tr>
            <SpanRow label="extent" spans={blocks} />
            {cow === null ? null : <SpanRow label="cow fork" spans={cow} />}
            <ValueRow label="disk" columns={columns} of={({ disk }) => disk} />
            <ValueRow label="cache" columns={columns} of={({ cache }) => cache} />
            <tr>
              <th scope="row">must read</th>
              {columns.map(({ offset, expected, isEof }) => (
                <td
                  key={offset}
                  className={`${expected === null ? 'beyond' : 'must'}${isEof ? ' edge' : ''}`}
                >
                  {expected}
                </td>
              ))}
            </tr>
            <SpanRow label="folio" spans={folios} />
            <SpanRow label="mapping held" spans={mapping} />
          </tbody>
        </table>
      </section>
      <dl className="state-facts">
        {facts.map(({ label, text, changed }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{changed ? <Changed>{text}</Changed> : text}</dd>
          </div>
        ))}
      </dl>
    </div>
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

function SpanRow({
  label,
  spans,
}: {
  readonly label: string;
  readonly spans: readonly Span[];
}): ReactElement {
  return (
    <tr className="spans">
      <th scope="row">{label}</th>
      {spans.map(({ key, columns, text, changed, absent, wrong }) => (
        <td key={key} colSpan={columns} className={`span${absent ? ' absent' : ''}${wrong ? ' stale' : ''}`}>
          {changed ? <Changed>{text}</Changed> : text}
        </td>
      ))}
    </tr>
  );
}

type ValueRowProps = {
  readonly label: string;
  readonly columns: readonly ByteColumn[];
  readonly of: (column: ByteColumn) => Value;
};

function ValueRow({ label, columns, of }: ValueRowProps): ReactElement {
  return (
    <tr className="values">
      <th scope="row">{label}</th>
      {columns.map((column) => {
        const { text, changed, wrong } = of(column);
        const tone = wrong ? 'wrong' : text === '·' ? 'absent' : text === 'old' ? 'old' : '';
        const beyond = `${column.isBehindEof ? ' beyond' : ''}${column.isEof ? ' edge' : ''}`;
        return (
          <td key={column.offset} className={`value ${tone}${beyond}`}>
            {changed ? <Changed>{text}</Changed> : text}
            {wrong ? <span title="this is what is wrong"> ✕</span> : null}
          </td>
        );
      })}
    </tr>
  );
}
