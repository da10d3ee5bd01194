import type { CellState, TraceState, TraceStep } from '@/lib/sim/zero-range/report.ts';
import { sizeText } from '@/lib/view/check/byte-text.ts';

/** Indices of steps; null where the pictures do not show it. */
export type Cause = {
  /** The step that made the wrong bytes what they are. */
  readonly made: number | null;
  /** The step that went by a mapping that was out of date, the one it came from, and the one since when it is. */
  readonly old: { readonly used: number; readonly from: number; readonly since: number } | null;
};

/**
 * Where it went wrong, in sentences under the last step: the step that made the wrong bytes what they are,
 * and the one that acted on a mapping which was out of date by then. Empty where the pictures do not show
 * it.
 */
export function causeOf(steps: readonly TraceStep[]): readonly string[] {
  const { made, old } = findCause(steps);
  return [
    ...(made === null
      ? []
      : [`What is read at ${sizeText(wrongCell(steps)?.cell.offset ?? 0)} came with step ${made + 1}.`]),
    ...(old === null
      ? []
      : [
          `Step ${old.used + 1} goes by the mapping of step ${old.from + 1}, which is out of date since step ${old.since + 1}.`,
        ]),
  ];
}

/** The same as data, for a page that marks the steps. */
export function findCause(steps: readonly TraceStep[]): Cause {
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
