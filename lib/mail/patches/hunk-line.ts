/** What a line of a hunk is; `none` is `\ No newline at end of file`, which tells of the line above it. */
export type HunkLineKind = 'context' | 'added' | 'deleted' | 'none';

/** Lines that a hunk still has of the old and of the new file. */
export type LinesLeft = { old: number; fresh: number };

/**
 * By the first character of a line, a line feed or nothing when it is empty; null for a line that begins like none of a
 * hunk. Mailers that strip blanks at the end of lines leave an empty context line empty, and a tab where blank and tab
 * were; web mailers make the first blank one that does not break.
 */
export function hunkLineKind(first: string): HunkLineKind | null {
  switch (first) {
    case '+':
      return 'added';
    case '-':
      return 'deleted';
    case ' ':
    case '\t':
    case '\u00a0':
    case '\n':
    case '':
      return 'context';
    case '\\':
      return 'none';
    default:
      return null;
  }
}

export function countOff(left: LinesLeft, kind: HunkLineKind): void {
  if (kind === 'context' || kind === 'deleted') left.old -= 1;
  if (kind === 'context' || kind === 'added') left.fresh -= 1;
}
