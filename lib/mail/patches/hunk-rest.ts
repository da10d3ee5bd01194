import { endsHunk, isBareHunk, lineAt } from '@/lib/mail/patches/bare-hunk.ts';
import { HUNK } from '@/lib/mail/patches/diff-lines.ts';

/** What the open hunk of a body still has; nothing of either file when none is open. */
export type HunkRest = {
  oldLines: number;
  newLines: number;
  /** Its context lines lost their first blank (bare-hunk.ts); null while no line made that a question. */
  isBare: boolean | null;
};

/** Whether a line opens a hunk, which then is the open one. */
export function opensHunk(line: string, rest: HunkRest): boolean {
  const match = line.startsWith('@@ -') ? HUNK.exec(line) : null;
  if (match === null) return false;
  rest.oldLines = Number(match[1] ?? 1);
  rest.newLines = Number(match[2] ?? 1);
  rest.isBare = null;
  return true;
}

export function closeHunk(rest: HunkRest): void {
  rest.oldLines = 0;
  rest.newLines = 0;
}

/** Counts off a line of the open hunk. A line no diff can have ends the hunk: people cut patches short. */
export function takeHunkLine(body: string, start: number, rest: HunkRest): boolean {
  if (rest.oldLines <= 0 && rest.newLines <= 0) return false;
  const first = body[start];
  if (first === '-') rest.oldLines -= 1;
  else if (first === '+') rest.newLines -= 1;
  else if (first === ' ' || first === '\n' || first === '\t' || first === '\u00a0') {
    // Mailers that strip blanks at the end of lines leave an empty context line empty.
    rest.oldLines -= 1;
    rest.newLines -= 1;
  } else if (first !== '\\' && !takeBareLine(body, start, rest)) {
    closeHunk(rest);
    return false;
  }
  return true;
}

/** A context line that lost its blank, in a hunk whose counts say that all did. */
function takeBareLine(body: string, start: number, rest: HunkRest): boolean {
  rest.isBare ??= isBareHunk(body, { old: rest.oldLines, fresh: rest.newLines }, start);
  if (!rest.isBare || endsHunk(body, lineAt(body, start), start)) return false;
  rest.oldLines -= 1;
  rest.newLines -= 1;
  return true;
}
