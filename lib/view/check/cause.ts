import type { CellState, TraceState, TraceStep } from '@/lib/sim/zero-range/report.ts';
import { sizeText } from '@/lib/view/check/byte-text.ts';

/**
 * Where it went wrong, in sentences under the last step: the step that made the wrong bytes what they are,
 * and the one that acted on a mapping which was out of date by then. Empty where the pictures do not show
 * it.
 */
export function causeOf(steps: readonly TraceStep[]): readonly string[] {
  return [...wrongBytes(steps), ...oldMapping(steps)];
}

function wrongBytes(steps: readonly TraceStep[]): readonly string[] {
  const last = steps.at(-1)?.state;
  const wrong = last?.cells.findIndex((cell) => isWrong(cell, last)) ?? -1;
  const cell = last?.cells[wrong];
  if (cell === undefined) return [];
  const reads = readOf(cell);
  const made = steps.findLastIndex(({ state }, index) => {
    const before = steps[index - 1]?.state.cells[wrong];
    const now = state.cells[wrong];
    return now !== undefined && readOf(now) === reads && (before === undefined || readOf(before) !== reads);
  });
  if (made === -1) return [];
  return [`What is read at ${sizeText(cell.offset)} came with step ${made + 1}.`];
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
function oldMapping(steps: readonly TraceStep[]): readonly string[] {
  const used = steps.findLastIndex(({ action, state }, index) => {
    const before = steps[index - 1]?.state.mapping ?? null;
    const isUsed = before?.outOfDate === true && state.mapping?.cookie !== before.cookie;
    return isUsed && !action.includes('out of date');
  });
  if (used === -1) return [];
  const cookie = steps[used - 1]?.state.mapping?.cookie;
  const isHeld = ({ state }: TraceStep): boolean => state.mapping?.cookie === cookie;
  const since = steps.findIndex((step) => isHeld(step) && step.state.mapping?.outOfDate === true);
  const from = steps.findIndex(isHeld);
  return [
    `Step ${used + 1} goes by the mapping of step ${from + 1}, which is out of date since step ${since + 1}.`,
  ];
}
