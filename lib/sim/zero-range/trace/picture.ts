import type { BlockState, CellState, FolioState, TraceState } from '@/lib/sim/zero-range/report.ts';
import { byteText, sizeText } from '@/lib/sim/zero-range/trace/byte-text.ts';

/** A column of the picture: bytes that are equal in every row, with what the last step changed in them. */
export type Column = {
  readonly offset: number;
  readonly end: number;
  readonly cell: CellState;
  readonly block: BlockState | null;
  readonly changed: Readonly<Record<'disk' | 'cache' | 'data' | 'cow', boolean>>;
};

/** Columns narrower than this run into each other. */
const COLUMN_MIN = 4;
const LABEL_WIDTH = 9;

/**
 * The state after a step as aligned text: one column for each run of equal bytes, one row each for extents,
 * disk, cache and what a program must read, then the folios, the sizes and the mapping that is held. `*`
 * marks what this step changed from `before`. Long files are cut into bands of `width` characters.
 */
export function formatPicture(
  state: TraceState,
  before: TraceState | null,
  width: number,
): readonly string[] {
  const columns = columnsOf(state);
  return [
    ...formatBands(columns, state, width),
    ...state.folios.flatMap((folio, index) => folioLine(folio, index, state)),
    sizeLine(state),
    ...mappingLines(state, before),
  ];
}

/** The cells of a state as columns, equal neighbours as one. */
function columnsOf(state: TraceState): readonly Column[] {
  const changed = new Set(state.changed);
  const columns: Column[] = [];
  for (const [index, cell] of state.cells.entries()) {
    const blockIndex = state.blocks.findLastIndex((block) => block.offset <= cell.offset);
    const column: Column = {
      offset: cell.offset,
      end: cell.offset + cell.length,
      cell,
      block: state.blocks[blockIndex] ?? null,
      changed: {
        disk: changed.has(`cells.${index}.disk`),
        cache: changed.has(`cells.${index}.cache`),
        data: changed.has(`blocks.${blockIndex}.data`),
        cow: changed.has(`blocks.${blockIndex}.cow`),
      },
    };
    const last = columns.at(-1);
    if (last !== undefined && canMerge(last, column, state.size)) {
      columns[columns.length - 1] = { ...last, end: column.end };
    } else columns.push(column);
  }
  return columns;
}

/** EOF is always at the edge of a column, so that the picture shows on which side a byte is. */
function canMerge(a: Column, b: Column, size: number): boolean {
  return (
    b.offset !== size &&
    a.cell.disk === b.cell.disk &&
    a.cell.cache === b.cell.cache &&
    a.cell.expected === b.cell.expected &&
    a.block?.data === b.block?.data &&
    a.block?.cow === b.block?.cow &&
    a.changed.disk === b.changed.disk &&
    a.changed.cache === b.changed.cache &&
    a.changed.data === b.changed.data &&
    a.changed.cow === b.changed.cow
  );
}

function formatBands(columns: readonly Column[], state: TraceState, width: number): readonly string[] {
  const hasCow = state.blocks.some(({ cow }) => cow !== 'none');
  const rows: readonly (readonly [label: string, cell: (column: Column) => string])[] = [
    ['offset', ({ offset }) => (offset === state.size ? `▲${sizeText(offset)}` : sizeText(offset))],
    ['extent', ({ block, changed }) => mark(block === null ? '' : block.data, changed.data)],
    ...(hasCow
      ? [['cow fork', ({ block, changed }: Column) => mark(cowWord(block), changed.cow)] as const]
      : []),
    ['disk', ({ cell, changed }) => mark(byteText(cell.disk), changed.disk)],
    ['cache', ({ cell, changed }) => mark(byteText(cell.cache), changed.cache)],
    ['must read', ({ cell }) => (cell.expected === null ? '' : byteText(cell.expected))],
  ];
  const texts = rows.map(([, cell]) => columns.map(cell));
  const widths = columns.map((_, index) =>
    Math.max(COLUMN_MIN, ...texts.map((row) => (row[index] ?? '').length)),
  );
  const lines: string[] = [];
  for (let start = 0; start < columns.length; ) {
    let end = start;
    let used = LABEL_WIDTH;
    while (end < columns.length && (end === start || used + 2 + (widths[end] ?? 0) <= width)) {
      used += 2 + (widths[end] ?? 0);
      end += 1;
    }
    for (const [index, [label]] of rows.entries()) {
      const cells = (texts[index] ?? [])
        .slice(start, end)
        .map((text, at) => text.padEnd(widths[start + at] ?? 0));
      lines.push([label.padEnd(LABEL_WIDTH), ...cells].join('  ').trimEnd());
    }
    start = end;
  }
  return lines;
}

function cowWord(block: BlockState | null): string {
  return block === null || block.cow === 'none' ? '-' : block.cow;
}

function mark(text: string, isChanged: boolean): string {
  return isChanged ? `${text}*` : text;
}

/**
 * `folio 0 0-4k dirty, locked by writeback`; folios that are not cached are left out unless they just left.
 */
function folioLine(folio: FolioState, index: number, state: TraceState): readonly string[] {
  const prefix = `folios.${index}`;
  const isChanged = state.changed.some((path) => path === prefix || path.startsWith(`${prefix}.`));
  if (!folio.present && !isChanged) return [];
  const words = folio.present ? folioWords(folio) : ['not in the cache'];
  const name = `folio ${index}`.padEnd(LABEL_WIDTH);
  const range = `${sizeText(folio.offset)}-${sizeText(folio.offset + folio.length)}`;
  return [`${name}  ${range}: ${mark(words.join(', '), isChanged)}`];
}

/** `dirty (blocks 0 2)`, `locked by writeback`, …: what is true of a folio that is in the cache. */
export function folioWords(folio: FolioState): readonly string[] {
  const some = folio.dirtyBlocks.some((dirty) => dirty) && !folio.dirtyBlocks.every((dirty) => dirty);
  const blocks = folio.dirtyBlocks.flatMap((dirty, index) => (dirty ? [String(index)] : []));
  return [
    folio.dirty ? (some ? `dirty (blocks ${blocks.join(' ')})` : 'dirty') : 'clean',
    ...(folio.writeback ? ['under writeback'] : []),
    ...(folio.lockedBy === null
      ? []
      : [`locked by ${folio.lockedBy === 'holder' ? 'somebody' : 'writeback'}`]),
    ...(folio.writable ? ['mapped writable'] : []),
    ...(folio.uptodateBlocks.every((uptodate) => uptodate) ? [] : ['not all up to date']),
  ];
}

function sizeLine({ size, diskSize, cookie, changed }: TraceState): string {
  const field = (label: string, value: string, key: string): string =>
    `${label} ${mark(value, changed.includes(key))}`;
  return [
    field('i_size    ', sizeText(size), 'size'),
    field('on disk', sizeText(diskSize), 'diskSize'),
    field('cookie', String(cookie), 'cookie'),
  ].join('   ');
}

function mappingLines(state: TraceState, before: TraceState | null): readonly string[] {
  const text = mappingText(state);
  if (text === null) return [];
  return [mark(text, before !== null && mappingText(before) !== text)];
}

/** The cookie of the file moves on while that of the mapping stays: that is what out of date means. */
function mappingText({ mapping }: TraceState): string | null {
  if (mapping === null) return null;
  const range = `${sizeText(mapping.offset)}-${sizeText(mapping.offset + mapping.length)}`;
  const age = mapping.outOfDate ? 'OUT OF DATE' : 'up to date';
  const batch = mapping.batch.length === 0 ? '' : `, batch: folio ${mapping.batch.join(' ')}`;
  return `holds      mapping ${range} ${mapping.type}, cookie ${mapping.cookie} (${age})${batch}`;
}
