import { lineEnd, nextLineStart } from '@/lib/mail/lines.ts';
import { withoutStuffing } from '@/lib/series/patch/flowed.ts';
import { closeHunk, type OpenHunk, openHunk, takeHunkLine } from '@/lib/series/patch/hunk-reader.ts';
import { type FileNames, isExtendedHeader, readExtendedHeader } from '@/lib/series/patch/patch-header.ts';
import { pathsOfGitHeader, pathsOfNames, prefixesOf } from '@/lib/series/patch/patch-paths.ts';
import type { FilePatch, Hunk, PatchText, Span } from '@/lib/series/patch/patch-text.ts';

/** Bodies are at most a megabyte (ingest/parse/clamp.ts); these keep what one of them can make in memory. */
const FILES_MAX = 5_000;
const LINES_MAX = 100_000;
/** Longer lines are data, no headers. */
const HEADER_LENGTH_MAX = 4_096;

type OpenFile = { -readonly [Key in Exclude<keyof FilePatch, 'hunks'>]: FilePatch[Key] } & {
  readonly hunks: Hunk[];
};
type Reading = {
  readonly body: string;
  readonly files: OpenFile[];
  /** What the sides are called in this patch, as `linux.orig/`. */
  readonly prefixes: Set<string>;
  file: OpenFile | null;
  /** Its `diff --git` or `rename to` line says its paths. */
  isNamed: boolean;
  hunk: OpenHunk | null;
  lines: number;
  truncated: boolean;
};

/**
 * The patch a body carries, or null when it has none: `diff --git` in all its forms (new, deleted, renamed, copied,
 * mode only, binary) and plain unified diffs. Survives what lists do to patches: carriage returns, stripped blanks at
 * the end of lines, lost context blanks, counts that lie, prose and signatures after the diff. `isFlowed`: the mail
 * says format=flowed. Time is linear.
 */
export function parsePatch(body: string, isFlowed = false): PatchText | null {
  const diffStart = findDiffStart(body);
  if (diffStart === null) return null;
  const files: OpenFile[] = [];
  const reading: Reading = {
    body,
    files,
    prefixes: new Set<string>(),
    file: null,
    isNamed: false,
    hunk: null,
    lines: 0,
    truncated: false,
  };
  for (let start = diffStart; start < body.length && !reading.truncated; ) {
    const end = lineEnd(body, start);
    takeLine(reading, start, end);
    start = end + 1;
  }
  endHunk(reading);
  if (files.length === 0) return null;
  const separator = findSeparator(body, diffStart);
  return {
    message: { start: 0, end: separator?.start ?? diffStart },
    notes: { start: separator?.end ?? diffStart, end: diffStart },
    files: isFlowed ? withoutStuffing(files) : files,
    added: files.reduce((sum, file) => sum + file.added, 0),
    deleted: files.reduce((sum, file) => sum + file.deleted, 0),
    truncated: reading.truncated,
  };
}

function takeLine(reading: Reading, start: number, end: number): void {
  const { body, hunk } = reading;
  const line = body.charAt(end - 1) === '\r' ? body.slice(start, end - 1) : body.slice(start, end);
  reading.lines++;
  if (reading.lines > LINES_MAX) {
    reading.truncated = true;
    return;
  }
  if (hunk !== null && takeHunkLine(body, hunk, line, start)) return;
  takeHeader(reading, line.length > HEADER_LENGTH_MAX ? '' : line, start, end);
}

function takeHeader(reading: Reading, line: string, start: number, end: number): void {
  const { body, file } = reading;
  const hunk = file === null ? null : openHunk(line, start);
  endHunk(reading);
  if (line.startsWith('diff --git ')) {
    const { isCertain, ...paths } = pathsOfGitHeader(line);
    Object.assign(openFile(reading, start), paths);
    reading.isNamed = isCertain;
  } else if (line.startsWith('--- ') && body.startsWith('+++ ', end + 1))
    takeNames(reading, line, start, end);
  else if (file === null) return;
  else if (hunk !== null) reading.hunk = hunk;
  else if (isExtendedHeader(line)) {
    const { binary, ...names } = readExtendedHeader(line);
    Object.assign(file, names satisfies Partial<FileNames>);
    if (names.newPath !== undefined && names.newPath !== null) reading.isNamed = true;
    file.binary ||= binary;
  }
}

/** A `---` and a `+++` line: the names of a file that `diff --git` opened, else the first lines of a file. */
function takeNames(reading: Reading, line: string, start: number, end: number): void {
  const { body, file, prefixes } = reading;
  const isOpen = file !== null && file.hunks.length === 0;
  const open = isOpen ? file : openFile(reading, start);
  const below = body.slice(end + 5, Math.min(lineEnd(body, end + 1), end + HEADER_LENGTH_MAX));
  const names = [line.slice(4), below.trimEnd()] as const;
  for (const prefix of prefixesOf(...names)) prefixes.add(prefix);
  if (!isOpen || !reading.isNamed) Object.assign(open, pathsOfNames(...names, prefixes));
}

function openFile(reading: Reading, start: number): OpenFile {
  const file: OpenFile = {
    oldPath: null,
    newPath: null,
    oldMode: null,
    newMode: null,
    hunks: [],
    added: 0,
    deleted: 0,
    binary: false,
    start,
  };
  if (reading.files.length >= FILES_MAX) reading.truncated = true;
  else reading.files.push(file);
  reading.file = file;
  reading.isNamed = false;
  return file;
}

function endHunk(reading: Reading): void {
  const { hunk, file } = reading;
  reading.hunk = null;
  if (hunk === null || file === null) return;
  for (const { kind } of hunk.lines) {
    if (kind === 'added') file.added++;
    else if (kind === 'deleted') file.deleted++;
  }
  file.hunks.push(closeHunk(hunk));
}

function findDiffStart(body: string): number | null {
  for (let start = 0; start < body.length; ) {
    if (body.startsWith('diff --git ', start)) return start;
    const end = lineEnd(body, start);
    if (body.startsWith('--- ', start) && body.startsWith('+++ ', end + 1)) {
      const next = body.indexOf('\n', end + 1);
      if (next !== -1 && body.startsWith('@@ -', next + 1)) return start;
    }
    start = end + 1;
  }
  return null;
}

/** The first line that is `---` alone: git am ends the message there. */
function findSeparator(body: string, diffStart: number): Span | null {
  for (let start = 0; start < diffStart; ) {
    const end = nextLineStart(body, start);
    if (body.startsWith('---', start) && body.slice(start, end).trimEnd() === '---') return { start, end };
    start = end;
  }
  return null;
}
