import type { DiffLine, Hunk } from '@/lib/series/patch-text.ts';

/** A hunk while its lines come in; `oldSeen` and `newSeen` count them for each side. */
export type OpenHunk = {
  readonly [Key in Exclude<keyof Hunk, 'lines' | 'miscounted' | 'heading'>]: Hunk[Key];
} & {
  heading: string;
  readonly lines: DiffLine[];
  oldSeen: number;
  newSeen: number;
};

const HUNK = /^@@ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@ ?(.*)$/;
/** What git puts below a patch, directly after the last hunk. */
const GIT_VERSION = /^(?:git-series )?\d+\.\d+[\w.+()~ -]{0,40}$/;

/** The hunk that an `@@` line opens, null for any other line. */
export function openHunk(line: string, start: number): OpenHunk | null {
  const match = line.startsWith('@@ -') ? HUNK.exec(line) : null;
  if (match === null) return null;
  return {
    oldStart: Number(match[1]),
    oldCount: Number(match[2] ?? 1),
    newStart: Number(match[3]),
    newCount: Number(match[4] ?? 1),
    heading: (match[5] ?? '').trim(),
    ...{ lines: [], start, oldSeen: 0, newSeen: 0 },
  };
}

export function closeHunk({ oldSeen, newSeen, ...hunk }: OpenHunk): Hunk {
  return { ...hunk, miscounted: oldSeen !== hunk.oldCount || newSeen !== hunk.newCount };
}

/** Puts a line of `body` into the hunk; false when it does not belong to it. */
export function takeHunkLine(body: string, hunk: OpenHunk, line: string, start: number): boolean {
  const isShort = hunk.oldSeen < hunk.oldCount || hunk.newSeen < hunk.newCount;
  const first = line.charAt(0);
  // `\ No newline at end of file` tells of the line before and is none itself.
  if (first === '\\') return true;
  if (first === '-' && isSignature(body, line, start)) return false;
  if (!isShort && !goesBeyond(line)) return false;
  const blank = line === '' || first === '\t';
  // Mailers that strip blanks leave an empty context line empty, and a tab where blank and tab were.
  // Web mailers make the first blank one that does not break.
  if (first === ' ' || first === '\u00a0' || blank) add(hunk, 'context', blank ? line : line.slice(1), start);
  else if (first === '-') add(hunk, 'deleted', line.slice(1), start);
  else if (first === '+') add(hunk, 'added', line.slice(1), start);
  else return joinWrapped(body, hunk, line, start);
  return true;
}

/** Lines after the counts are used up: a hunk somebody edited by hand says fewer than it has. */
function goesBeyond(line: string): boolean {
  return /^[-+]/.test(line) && !/^(?:---|-- ?|--[A-Z])$/.test(line) && !/^(?:--- |\+\+\+ )\S/.test(line);
}

/** `-- ` with a version of git below: the end of the mail, whatever the counts say. */
function isSignature(body: string, line: string, start: number): boolean {
  if (line !== '-- ' && line !== '--') return false;
  const from = start + line.length;
  const below = body.slice(from, from + 80).trim();
  return GIT_VERSION.test(below.split('\n', 1)[0]?.trimEnd() ?? '');
}

/** A line that a mailer broke: it begins like no line of a hunk, and the next one does again. */
function joinWrapped(body: string, hunk: OpenHunk, line: string, start: number): boolean {
  const last = hunk.lines.at(-1);
  const end = start + line.length;
  const next = body.charAt(end + (body.charAt(end) === '\r' ? 2 : 1));
  if (!/^[-+ @]$/.test(next) || /^(?:diff |@@ |Index: )/.test(line)) return false;
  if (last === undefined) {
    // The function that git prints behind `@@` makes that line a long one.
    if (hunk.heading === '' || next === '@') return false;
    hunk.heading += ` ${line}`;
    return true;
  }
  hunk.lines[hunk.lines.length - 1] = { ...last, text: `${last.text} ${line}` };
  return true;
}

function add(hunk: OpenHunk, kind: DiffLine['kind'], text: string, start: number): void {
  const inOld = kind !== 'added';
  const inNew = kind !== 'deleted';
  const oldLine = inOld ? hunk.oldStart + hunk.oldSeen : null;
  const newLine = inNew ? hunk.newStart + hunk.newSeen : null;
  hunk.lines.push({ kind, text, start, oldLine, newLine });
  if (inOld) hunk.oldSeen++;
  if (inNew) hunk.newSeen++;
}
