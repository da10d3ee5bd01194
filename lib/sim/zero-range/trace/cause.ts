import type { CellState, FolioState, TraceState, TraceStep } from '@/lib/sim/zero-range/report.ts';
import { byteText, sizeText } from '@/lib/sim/zero-range/trace/byte-text.ts';

/** Indices of steps; null where the pictures do not show it. */
type Cause = {
  /** The step that made the wrong bytes what they are. */
  readonly made: number | null;
  /**
   * The step that went by a mapping that was out of date, the one it came from, and the one since when it is.
   */
  readonly old: { readonly used: number; readonly from: number; readonly since: number } | null;
};

/**
 * Where it went wrong, in sentences under the last step: the step that made the wrong bytes what they are,
 * the one that passed over bytes it had to zero, and the one that acted on a mapping which was out of date by
 * then. Empty where the pictures do not show it.
 */
export function causeOf(steps: readonly TraceStep[]): readonly string[] {
  if (isUnderWay(steps.at(-1)?.state)) return [];
  const { made, old } = findCause(steps);
  return [
    ...(made === null
      ? []
      : [`What is read at ${sizeText(wrongCell(steps)?.cell.offset ?? 0)} came with step ${made + 1}.`]),
    ...(old === null
      ? []
      : [
          `Step ${old.used + 1} goes by the mapping of step ${old.from + 1}, ` +
            `which is out of date since step ${old.since + 1}.`,
        ]),
    ...passedOver(steps),
  ];
}

/** LIVE and DEADLOCK: the range is still being zeroed, so its bytes say nothing yet. What is on disk does. */
function isUnderWay(state: TraceState | undefined): boolean {
  const left = state?.left ?? null;
  return left !== null && !state?.changed.some((path) => path.endsWith('.disk'));
}

/**
 * The same beside the steps: since when a mapping is out of date, where it is gone by, where the wrong bytes
 * come from.
 */
export function remarksOf(
  steps: readonly TraceStep[],
): readonly { readonly step: number; readonly text: string }[] {
  const { made, old } = findCause(steps);
  const from = (old?.from ?? 0) + 1;
  return [
    ...(old === null
      ? []
      : [
          { step: old.since, text: `the mapping of step ${from} is out of date from here on` },
          { step: old.used, text: `goes by the mapping of step ${from}, which is out of date` },
        ]),
    ...(made === null ? [] : [{ step: made, text: 'the wrong bytes come with this step' }]),
  ];
}

function findCause(steps: readonly TraceStep[]): Cause {
  return { made: wrongBytes(steps), old: oldMapping(steps) };
}

function wrongCell(steps: readonly TraceStep[]): { readonly index: number; readonly cell: CellState } | null {
  const last = steps.at(-1)?.state;
  const index = last?.cells.findIndex((cell) => isWrong(cell, last)) ?? -1;
  const cell = last?.cells[index];
  return cell === undefined ? null : { index, cell };
}

function wrongBytes(steps: readonly TraceStep[]): number | null {
  const wrong = wrongCell(steps);
  if (wrong === null) return null;
  const reads = readOf(wrong.cell);
  const made = steps.findLastIndex(({ state }, index) => {
    const before = steps[index - 1]?.state.cells[wrong.index];
    const now = state.cells[wrong.index];
    return now !== undefined && readOf(now) === reads && (before === undefined || readOf(before) !== reads);
  });
  return made === -1 ? null : made;
}

/** Through the cache, or from the disk where the cache has nothing. */
function readOf(cell: CellState): number | 'garbage' {
  return cell.cache ?? cell.disk;
}

function isWrong(cell: CellState, { blocks }: TraceState): boolean {
  if (cell.expected === null) return false;
  const block = blocks.findLast(({ offset }) => offset <= cell.offset);
  const onDisk = block?.data === 'written' ? cell.disk : 0;
  return (cell.cache ?? onDisk) !== cell.expected;
}

/** The last step that gave up an old mapping without noticing that it was old. */
function oldMapping(steps: readonly TraceStep[]): Cause['old'] {
  const used = steps.findLastIndex(({ action, state }, index) => {
    const before = steps[index - 1]?.state.mapping ?? null;
    const isUsed = before?.outOfDate === true && state.mapping?.cookie !== before.cookie;
    return isUsed && !action.includes('out of date');
  });
  if (used === -1) return null;
  const cookie = steps[used - 1]?.state.mapping?.cookie;
  const isHeld = ({ state }: TraceStep): boolean => state.mapping?.cookie === cookie;
  const since = steps.findIndex((step) => isHeld(step) && step.state.mapping?.outOfDate === true);
  const from = steps.findIndex(isHeld);
  return { used, from, since };
}

/**
 * The step that left bytes alone which had to be zeroed, and what it could have known: whether the cache held
 * them and the state of their folio. Where they lie behind EOF, also the step that put them on disk.
 */
function passedOver(steps: readonly TraceStep[]): readonly string[] {
  const last = steps.at(-1)?.state;
  const index = last?.cells.findIndex((cell) => isUnzeroed(cell, last)) ?? -1;
  const offset = last?.cells[index]?.offset;
  if (last === undefined || offset === undefined) return [];
  const isLeft = (state: TraceState | undefined): boolean => {
    const left = state?.left ?? null;
    return left !== null && left.offset <= offset && offset < left.offset + left.length;
  };
  const at = steps.findLastIndex(({ state }, step) => isLeft(steps[step - 1]?.state) && !isLeft(state));
  const now = steps[at]?.state;
  const cached = now?.cells[index]?.cache ?? null;
  if (now === undefined || cached === 0) return [];
  const folio = now.folios.findLastIndex((one) => one.offset <= offset);
  const holds = cached === null ? 'which is not in the cache' : `where the cache holds ${byteText(cached)}`;
  const where = cached === null ? '' : ` in folio ${folio}, ${folioText(now.folios[folio])}`;
  const passed = `Step ${at + 1} passes over ${sizeText(offset)}, ${holds}${where}.`;
  const isBehindEof = last.cells[index]?.expected === null;
  return isBehindEof ? [passed, ...putOnDisk(steps, index, offset)] : [passed];
}

/** Zero is wanted there and something else is: inside EOF, or on disk in the block of EOF. */
function isUnzeroed(cell: CellState, state: TraceState): boolean {
  if (cell.expected !== null) return cell.expected === 0 && isWrong(cell, state);
  const block = state.blocks.findLast(({ offset }) => offset <= cell.offset);
  const isEofBlock = block === state.blocks.findLast(({ offset }) => offset <= state.size);
  return isEofBlock && block?.data === 'written' && cell.disk !== 0;
}

function folioText(folio: FolioState | undefined): string {
  if (folio?.lockedBy === 'writeback') return 'which writeback has locked and not submitted yet';
  if (folio?.writeback === true) return 'which is under writeback';
  return folio?.dirty === true ? 'which is dirty' : 'which is clean';
}

function putOnDisk(steps: readonly TraceStep[], index: number, offset: number): readonly string[] {
  const onDisk = ({ blocks, cells }: TraceState): number | 'garbage' => {
    const block = blocks.findLast((one) => one.offset <= offset);
    return block?.data === 'written' ? (cells[index]?.disk ?? 0) : 0;
  };
  const at = steps.findLastIndex(({ state }, step) => {
    const before = steps[step - 1]?.state;
    return before !== undefined && onDisk(before) === 0 && onDisk(state) !== 0;
  });
  return at === -1 ? [] : [`It is on disk since step ${at + 1}.`];
}
