import type { RangeLine } from '@/lib/series/review/range-diff.ts';

/** Lines that belong together, with how many lines are left out above them. */
export type RangeHunk = { readonly hidden: number; readonly lines: readonly RangeLine[] };

/** Around a change; a border (`## file ##`, `@@`) above it is always shown, so that the place is known. */
const CONTEXT_LINES = 3;

/** What changed, with context, at most `most` lines; `cut` when changed lines are among those left out at the end. */
export function rangeHunks(
  lines: readonly RangeLine[],
  most: number,
): { readonly hunks: readonly RangeHunk[]; readonly hiddenAtEnd: number; readonly cut: boolean } {
  const shown = new Set<number>();
  let border = -1;
  for (const [index, line] of lines.entries()) {
    if (isBorder(line)) border = index;
    if (line.kind === 'context') continue;
    if (border !== -1 && lines[border]?.part === line.part) shown.add(border);
    const [from, to] = [
      Math.max(0, index - CONTEXT_LINES),
      Math.min(lines.length - 1, index + CONTEXT_LINES),
    ];
    for (let i = from; i <= to; i++) if (lines[i]?.part === line.part) shown.add(i);
  }
  const hunks: { hidden: number; lines: RangeLine[] }[] = [];
  let next = 0;
  let count = 0;
  for (const index of [...shown].sort((a, b) => a - b)) {
    const line = lines[index];
    if (line === undefined || count >= most) break;
    if (index > next || hunks.length === 0) hunks.push({ hidden: index - next, lines: [] });
    hunks.at(-1)?.lines.push(line);
    next = index + 1;
    count++;
  }
  return { hunks, hiddenAtEnd: lines.length - next, cut: count < shown.size };
}

function isBorder({ part, text }: RangeLine): boolean {
  return part === 'diff' && (text.startsWith('## ') || text.startsWith('@@'));
}
