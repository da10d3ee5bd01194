import { endsHunk, isBareHunk, isGitSignature, lineAt } from '@/lib/mail/patches/bare-hunk.ts';
import { hunkLineKind } from '@/lib/mail/patches/hunk-line.ts';
import type { DiffLine, Hunk } from '@/lib/series/patch/patch-text.ts';

/** A hunk while its lines come in; `oldSeen` and `newSeen` count them for each side. */
export type OpenHunk = {
  readonly [Key in Exclude<keyof Hunk, 'lines' | 'miscounted' | 'heading' | 'isBare'>]: Hunk[Key];
} & {
  heading: string;
  /** Its context lines lost their first blank (bare-hunk.ts); null while no line made that a question. */
  isBare: boolean | null;
  lines: DiffLine[];
  oldSeen: number;
  newSeen: number;
};

const HUNK = /^@@ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@ ?(.*)$/;
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
    lines: [],
    start,
    oldSeen: 0,
    newSeen: 0,
    isBare: null,
  };
}

export function closeHunk({ oldSeen, newSeen, isBare, ...hunk }: OpenHunk): Hunk {
  const miscounted = oldSeen !== hunk.oldCount || newSeen !== hunk.newCount;
  return { ...hunk, miscounted, isBare: isBare === true };
}

/** Puts a line of `body` into the hunk; false when it does not belong to it. */
export function takeHunkLine(body: string, hunk: OpenHunk, line: string, start: number): boolean {
  const isShort = hunk.oldSeen < hunk.oldCount || hunk.newSeen < hunk.newCount;
  const kind = hunkLineKind(line.charAt(0));
  if (kind === 'none') return true;
  if (kind === 'deleted' && isGitSignature(body, line, start)) return false;
  if (!isShort && !goesBeyond(line)) return false;
  if (kind === null) return takeOther(body, hunk, line, start);
  add(hunk, kind, kind === 'context' ? contextText(hunk, line) : line.slice(1), start);
  return true;
}

function contextText({ isBare }: OpenHunk, line: string): string {
  const first = line.charAt(0);
  const isWhole = first === '' || first === '\t' || (isBare === true && !line.startsWith(' \t'));
  return isWhole ? line : line.slice(1);
}

/** A line that begins like none of a hunk: context without its blank, or the rest of the line above. */
function takeOther(body: string, hunk: OpenHunk, line: string, start: number): boolean {
  const left = { old: hunk.oldCount - hunk.oldSeen, fresh: hunk.newCount - hunk.newSeen };
  if (hunk.isBare === null && isBareHunk(body, left, start)) {
    hunk.isBare = true;
    hunk.lines = hunk.lines.map((known) =>
      known.kind === 'context' ? { ...known, text: contextText(hunk, lineAt(body, known.start)) } : known,
    );
  }
  hunk.isBare ??= false;
  if (!hunk.isBare) return joinWrapped(body, hunk, line, start);
  if (endsHunk(body, line, start)) return false;
  add(hunk, 'context', line, start);
  return true;
}

/** Lines after the counts are used up: a hunk somebody edited by hand says fewer than it has. */
function goesBeyond(line: string): boolean {
  return /^[-+]/.test(line) && !/^(?:---|-- ?|--[A-Z])$/.test(line) && !/^(?:--- |\+\+\+ )\S/.test(line);
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
  // What format=flowed broke (RFC 3676) kept its blank before the break.
  const text = `${last.text}${last.text.endsWith(' ') ? '' : ' '}${line}`;
  hunk.lines[hunk.lines.length - 1] = { ...last, text };
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
