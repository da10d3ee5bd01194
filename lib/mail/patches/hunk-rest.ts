import { endsHunk, isBareHunk, lineAt } from '@/lib/mail/patches/bare-hunk.ts';
import { HUNK } from '@/lib/mail/patches/diff-lines.ts';
import { countOff, hunkLineKind, type LinesLeft } from '@/lib/mail/patches/hunk-line.ts';

/** What the open hunk of a body still has; nothing of either file when none is open. */
export type HunkRest = LinesLeft & {
  /** Its context lines lost their first blank (bare-hunk.ts); null while no line made that a question. */
  isBare: boolean | null;
};

/** Whether a line opens a hunk, which then is the open one. */
export function opensHunk(line: string, rest: HunkRest): boolean {
  const match = line.startsWith('@@ -') ? HUNK.exec(line) : null;
  if (match === null) return false;
  rest.old = Number(match[1] ?? 1);
  rest.fresh = Number(match[2] ?? 1);
  rest.isBare = null;
  return true;
}

export function closeHunk(rest: HunkRest): void {
  rest.old = 0;
  rest.fresh = 0;
}

/** Counts off a line of the open hunk. A line no diff can have ends the hunk: people cut patches short. */
export function takeHunkLine(body: string, start: number, rest: HunkRest): boolean {
  if (rest.old <= 0 && rest.fresh <= 0) return false;
  const kind = hunkLineKind(body.charAt(start)) ?? (isBareLine(body, start, rest) ? 'context' : null);
  if (kind === null) closeHunk(rest);
  else countOff(rest, kind);
  return kind !== null;
}

/** A context line that lost its blank, in a hunk whose counts say that all did. */
function isBareLine(body: string, start: number, rest: HunkRest): boolean {
  rest.isBare ??= isBareHunk(body, rest, start);
  return rest.isBare && !endsHunk(body, lineAt(body, start), start);
}
