/**
 * A patch as data: what git format-patch put into a mail. Offsets are UTF-16 code units in the body it was read from,
 * lines are without their newline.
 */
export type PatchText = {
  /** Commit message: the body up to the `---` line or the first diff. */
  readonly message: Span;
  /** What stands between the `---` line and the first diff: changelog and diffstat; empty when there is no `---`. */
  readonly notes: Span;
  readonly files: readonly FilePatch[];
  readonly added: number;
  readonly deleted: number;
  /** Files or lines beyond a limit were left out. */
  readonly truncated: boolean;
};

export type Span = { readonly start: number; readonly end: number };

export type FilePatch = {
  /** Paths without `a/` and `b/`; null for a file that is created or deleted on that side. */
  readonly oldPath: string | null;
  readonly newPath: string | null;
  /** `100644` and the like when the patch tells them: a new, deleted or changed mode. */
  readonly oldMode: string | null;
  readonly newMode: string | null;
  readonly hunks: readonly Hunk[];
  readonly added: number;
  readonly deleted: number;
  readonly binary: boolean;
  /** Where its first header line begins. */
  readonly start: number;
};

export type Hunk = {
  readonly oldStart: number;
  readonly oldCount: number;
  readonly newStart: number;
  readonly newCount: number;
  /** What git prints after the second `@@`: usually the function. */
  readonly heading: string;
  readonly lines: readonly DiffLine[];
  /** Where its `@@` line begins. */
  readonly start: number;
  /** The counts of the `@@` line are not those of its lines: cut by hand, or lines were lost on the way. */
  readonly miscounted: boolean;
  /** Its context lines lost their first blank on the way. */
  readonly isBare: boolean;
};

export type DiffLine = {
  readonly kind: 'context' | 'added' | 'deleted';
  readonly text: string;
  readonly start: number;
  /** Line number on each side, null on the side that lacks it. */
  readonly oldLine: number | null;
  readonly newLine: number | null;
};

/** The name a file is spoken of by: its new path, or the old one of a deleted file. */
export function pathOf(file: { readonly oldPath: string | null; readonly newPath: string | null }): string {
  return file.newPath ?? file.oldPath ?? '';
}
