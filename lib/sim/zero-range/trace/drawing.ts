import type {
  BlockState,
  CellState,
  FolioState,
  TraceState,
  Violation,
} from '@/lib/sim/zero-range/report.ts';
import { byteText, sizeText } from '@/lib/sim/zero-range/trace/byte-text.ts';
import { folioWords } from '@/lib/sim/zero-range/trace/picture.ts';

/**
 * A state of the file as a table: columns of bytes that are alike, blocks and folios that span some of them.
 */
export type Drawing = {
  readonly columns: readonly ByteColumn[];
  readonly blocks: readonly Span[];
  /** Null: no block has a COW fork. */
  readonly cow: readonly Span[] | null;
  readonly folios: readonly Span[];
  /** What zero range holds, over the bytes it is about; one empty span while it holds nothing. */
  readonly mapping: readonly Span[];
  /** Where the drawn part ends, when that is EOF; EOF at the left of a column is marked there. */
  readonly endAtEof: string | null;
  readonly facts: readonly { readonly label: string; readonly text: string; readonly changed: boolean }[];
};

export type ByteColumn = {
  readonly offset: string;
  /** Of the file, in percent: columns are as wide as what they stand for. */
  readonly share: number;
  readonly isEof: boolean;
  readonly isBehindEof: boolean;
  readonly disk: Value;
  readonly cache: Value;
  /** Null: behind EOF, where no program may look. */
  readonly expected: string | null;
};

export type Value = { readonly text: string; readonly changed: boolean; readonly wrong: boolean };
export type Span = {
  readonly key: string;
  readonly columns: number;
  readonly text: string;
  readonly changed: boolean;
  readonly absent: boolean;
  /** Out of date. */
  readonly wrong: boolean;
};

/**
 * Lays a state out. Columns end at every block and at EOF, so that a column belongs to one block and one
 * folio. `violation` is what is wrong in this state, null while nothing is; the bytes that show it are
 * marked.
 */
export function drawState(state: TraceState, violation: Violation | null): Drawing {
  const changed = new Set(state.changed);
  const cells = mergeCells(state, changed);
  const columns = cells.map((one) => byteColumn(one, state, changed, violation));
  const spansOf = (
    starts: readonly { readonly offset: number }[],
    make: (index: number) => Omit<Span, 'columns' | 'key'>,
  ): readonly Span[] =>
    starts.flatMap(({ offset }, index) => {
      const end = starts[index + 1]?.offset ?? Number.POSITIVE_INFINITY;
      const count = cells.filter(({ cell }) => cell.offset >= offset && cell.offset < end).length;
      return count === 0 ? [] : [{ key: String(offset), columns: count, ...make(index) }];
    });
  const block = (field: 'data' | 'cow') => (index: number) => {
    const text = state.blocks[index]?.[field] ?? '';
    return {
      text: text === 'none' ? '–' : text,
      changed: changed.has(`blocks.${index}.${field}`),
      absent: text === 'hole' || text === 'none',
      wrong: false,
    };
  };
  return {
    columns,
    blocks: spansOf(state.blocks, block('data')),
    cow: state.blocks.some(({ cow }) => cow !== 'none') ? spansOf(state.blocks, block('cow')) : null,
    folios: spansOf(state.folios, (index) => folioSpan(state.folios[index] as FolioState, index, changed)),
    mapping: spansOf(mappingStarts(state), (index) => mappingSpan(state, index, changed)),
    endAtEof: state.size === endOf(state) ? sizeText(state.size) : null,
    facts: factsOf(state, changed),
  };
}

function endOf({ cells }: TraceState): number {
  const last = cells.at(-1);
  return last === undefined ? 0 : last.offset + last.length;
}

/** Where the mapping that is held begins and ends, with the start of the file before it. */
function mappingStarts({ mapping }: TraceState): readonly { readonly offset: number }[] {
  if (mapping === null) return [{ offset: 0 }];
  const edges = [mapping.offset, mapping.offset + mapping.length].map((offset) => ({ offset }));
  return mapping.offset === 0 ? edges : [{ offset: 0 }, ...edges];
}

function mappingSpan(
  { mapping }: TraceState,
  index: number,
  changed: ReadonlySet<string>,
): Omit<Span, 'columns' | 'key'> {
  const isHeld = mapping !== null && index === (mapping.offset === 0 ? 0 : 1);
  if (!isHeld) {
    // That it was dropped is a change too, and there is nothing else to mark.
    const isDropped = mapping === null && changed.has('mapping');
    return { text: isDropped ? 'none' : '', changed: isDropped, absent: true, wrong: false };
  }
  const batch = mapping.batch.length === 0 ? '' : `, batch of folio ${mapping.batch.join(' ')}`;
  const age = mapping.outOfDate ? 'out of date' : 'up to date';
  return {
    text: `${mapping.type}, cookie ${mapping.cookie}: ${age}${batch}`,
    changed: changed.has('mapping'),
    absent: false,
    wrong: mapping.outOfDate,
  };
}

type Merged = {
  readonly cell: CellState;
  readonly indices: readonly number[];
  readonly block: BlockState | null;
};

function mergeCells(state: TraceState, changed: ReadonlySet<string>): readonly Merged[] {
  const merged: Merged[] = [];
  const edges = mappingStarts(state).map(({ offset }) => offset);
  const markOf = (index: number): string =>
    `${changed.has(`cells.${index}.disk`)} ${changed.has(`cells.${index}.cache`)}`;
  for (const [index, cell] of state.cells.entries()) {
    const block = state.blocks.findLast(({ offset }) => offset <= cell.offset) ?? null;
    const last = merged.at(-1);
    const isSame =
      last !== undefined &&
      last.block === block &&
      cell.offset !== state.size &&
      !edges.includes(cell.offset) &&
      last.cell.disk === cell.disk &&
      last.cell.cache === cell.cache &&
      last.cell.expected === cell.expected &&
      markOf(last.indices[0] ?? 0) === markOf(index);
    if (isSame) merged[merged.length - 1] = { ...last, indices: [...last.indices, index] };
    else merged.push({ cell, indices: [index], block });
  }
  return merged;
}

function byteColumn(
  { cell, indices, block }: Merged,
  state: TraceState,
  changed: ReadonlySet<string>,
  violation: Violation | null,
): ByteColumn {
  const index = indices[0] ?? 0;
  const onDisk = block?.data === 'written' ? cell.disk : 0;
  const reads = cell.cache ?? onDisk;
  const isWrong = violation !== null && cell.expected !== null && reads !== cell.expected;
  const eofBlock = state.blocks.findLast(({ offset }) => offset <= state.size) ?? null;
  const isExposed = violation === 'POSTEOF' && cell.expected === null && block === eofBlock && onDisk !== 0;
  const bytes = indices.reduce((sum, one) => sum + (state.cells[one]?.length ?? 0), 0);
  return {
    offset: sizeText(cell.offset),
    share: Math.round((90 * bytes) / endOf(state)),
    isEof: cell.offset === state.size,
    isBehindEof: cell.offset >= state.size,
    disk: {
      text: byteText(cell.disk),
      changed: changed.has(`cells.${index}.disk`),
      wrong: isExposed || (isWrong && cell.cache === null),
    },
    cache: {
      text: byteText(cell.cache),
      changed: changed.has(`cells.${index}.cache`),
      wrong: isWrong && cell.cache !== null,
    },
    expected: cell.expected === null ? null : byteText(cell.expected),
  };
}

function folioSpan(
  folio: FolioState,
  index: number,
  changed: ReadonlySet<string>,
): Omit<Span, 'columns' | 'key'> {
  const isChanged = [...changed].some((path) => path.startsWith(`folios.${index}.`));
  return {
    text: folio.present ? folioWords(folio).join(', ') : 'not in the cache',
    changed: isChanged,
    absent: !folio.present,
    wrong: false,
  };
}

function factsOf(state: TraceState, changed: ReadonlySet<string>): Drawing['facts'] {
  return [
    { label: 'i_size', text: sizeText(state.size), changed: changed.has('size') },
    { label: 'size on disk', text: sizeText(state.diskSize), changed: changed.has('diskSize') },
    { label: 'cookie', text: String(state.cookie), changed: changed.has('cookie') },
  ];
}
