import type { Drawing, DrawingCell } from '@/lib/sim/drawing.ts';
import type { TraceState, Violation } from '@/lib/sim/zero-range/report.ts';
import { type ByteColumn, drawState, type Span, type Value } from '@/lib/sim/zero-range/trace/drawing.ts';

/**
 * The file after a step as the page draws it: extents, disk, cache and what must be read, byte range by byte
 * range; folios and the mapping below.
 */
export function drawFile(state: TraceState, violation: Violation | null): Drawing {
  const { columns, blocks, cow, folios, mapping, endAtEof, facts } = drawState(state, violation);
  const last = columns.length - 1;
  return {
    label: 'The file after this step',
    shares: columns.map(({ share }) => share),
    isClosed: endAtEof !== null,
    rows: [
      {
        label: 'offset',
        kind: 'heads',
        cells: columns.map((column, index) => headCell(column, index === last ? endAtEof : null)),
      },
      { label: 'extent', kind: 'spans', cells: blocks.map(spanCell) },
      ...(cow === null ? [] : [{ label: 'cow fork', kind: 'spans' as const, cells: cow.map(spanCell) }]),
      { label: 'disk', kind: 'values', cells: columns.map((column) => valueCell(column, column.disk)) },
      { label: 'cache', kind: 'values', cells: columns.map((column) => valueCell(column, column.cache)) },
      { label: 'must read', kind: 'plain', cells: columns.map(mustCell) },
      { label: 'folio', kind: 'spans', cells: folios.map(spanCell) },
      { label: 'mapping held', kind: 'spans', cells: mapping.map(spanCell) },
    ],
    facts,
  };
}

const PLAIN = { columns: 1, changed: false, title: null, mark: null } as const;

function headCell({ offset, isEof }: ByteColumn, endAtEof: string | null): DrawingCell {
  return {
    ...PLAIN,
    key: offset,
    text: isEof ? `▲${offset}` : offset,
    tones: isEof ? ['eof'] : [],
    title: isEof ? 'EOF' : null,
    mark: endAtEof === null ? null : { text: `▲${endAtEof}`, title: 'EOF', tone: 'end' },
  };
}

function spanCell({ key, columns, text, changed, absent, wrong }: Span): DrawingCell {
  const tones = [...(absent ? ['absent'] : []), ...(wrong ? ['stale'] : [])];
  return { ...PLAIN, key, columns, text, changed, tones };
}

function valueCell({ offset, isBehindEof, isEof }: ByteColumn, { text, changed, wrong }: Value): DrawingCell {
  const tone = wrong ? ['wrong'] : text === '·' ? ['absent'] : text === 'old' ? ['old'] : [];
  return {
    ...PLAIN,
    key: offset,
    text,
    changed,
    tones: [...tone, ...(isBehindEof ? ['beyond'] : []), ...(isEof ? ['edge'] : [])],
    mark: wrong ? { text: '✕', title: 'this is what is wrong', tone: null } : null,
  };
}

function mustCell({ offset, expected, isEof }: ByteColumn): DrawingCell {
  const tones = [expected === null ? 'beyond' : 'must', ...(isEof ? ['edge'] : [])];
  return { ...PLAIN, key: offset, text: expected ?? '', tones };
}
