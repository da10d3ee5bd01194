import { attributionStart } from '@/lib/mail/attribution.ts';
import { endsHunk, isBareHunk, lineAt } from '@/lib/mail/bare-hunk.ts';
import { type LineNature, lineNature } from '@/lib/mail/line-nature.ts';
import { originalHead } from '@/lib/mail/original-mail.ts';
import { skipPatchHead } from '@/lib/mail/patch-head.ts';
import { isTrailerLine } from '@/lib/mail/trailers.ts';

export type SegmentKind =
  | LineNature
  | 'quote'
  | 'attribution'
  | 'diff'
  | 'diffstat'
  | 'trailer'
  | 'signature';

/** The kinds an author wrote or pasted between quotes: words, code, dumps and tables. */
export function isOwnText(kind: SegmentKind): boolean {
  return kind === 'own' || kind === 'code' || kind === 'log' || kind === 'table';
}

/**
 * A run of whole lines of one kind: UTF-16 offsets in the body, `depth` the number of `>` of a quote, else 0. A mail
 * set below an answer without marks is a quote of depth 0.
 */
export type Segment = {
  readonly kind: SegmentKind;
  readonly start: number;
  readonly end: number;
  readonly depth: number;
};

/** Longer lines are prose or noise: none of the patterns is tried on them. */
const PATTERN_LINE_MAX = 500;

/** What stands between the `diff` line and the hunks, or instead of them. */
const DIFF_HEADERS = [
  ...['diff ', 'index ', '--- ', '+++ ', 'Binary files ', '\\ No newline', 'Index: ', '====='],
  ...['old mode ', 'new mode ', 'new file mode ', 'deleted file mode '],
  ...['similarity index ', 'dissimilarity index ', 'rename from ', 'rename to ', 'copy from ', 'copy to '],
];
const HUNK = /^@@ -\d+(?:,(\d{1,9}))? \+\d+(?:,(\d{1,9}))? @@/;
const STAT_LINE = /^ \S.{0,300} \| +(?:\d+(?: [+-]*)?|Bin(?: .*)?)$/;
const STAT_SUMMARY = /^ \d+ files? changed/;
const STAT_MODE = /^ (?:create|delete) mode \d{6} |^ rename .*\(\d+%\)$|^ mode change \d{6} /;
/** RFC 3676 4.3 wants the blank; git's `-- ` loses it on the way through some lists and keeps the version below. */
const SIGNATURE_DELIMITER = '-- ';
const GIT_VERSION = /^\d+\.\d+[\w.+()~ -]{0,40}$/;

/** Trailers have no longer names. */
const TRAILER_NAME_MAX = 39;

type Mode = 'text' | 'diff' | 'signature';

type State = {
  mode: Mode;
  /** Lines the hunk still has of the old and of the new file. */
  oldLines: number;
  newLines: number;
  /** Its context lines lost their first blank (bare-hunk.ts); null while no line made that a question. */
  isBare: boolean | null;
  /** Where the patch begins, -1 when there is none: only then is `---` its separator. */
  patchStart: number;
};

/**
 * Splits a body into segments that cover every character, in order and without overlap. Time is linear in the body,
 * also for 100 kB lines and 10,000 quote levels; neighbours of the same kind and depth are one segment.
 */
export function splitSegments(body: string): readonly Segment[] {
  const segments: Growing[] = [];
  const patchStart = findPatchStart(body);
  const state: State = { mode: 'text', oldLines: 0, newLines: 0, isBare: null, patchStart };
  // What was written for the program that applies a patch is nobody's words.
  let start = skipPatchHead(body, 0);
  if (start > 0) add(segments, 'attribution', 0, start, 0);
  while (start < body.length) {
    const end = nextLineStart(body, start);
    const depth = quoteDepth(body, start, end);
    const head = depth > 0 || !isBelowWords(segments, state) ? null : originalHead(body, start);
    if (head !== null) {
      add(segments, 'attribution', start, head.end, 0);
      if (!head.isMarked && head.end < body.length) add(segments, 'quote', head.end, body.length, 0);
      start = head.isMarked ? head.end : body.length;
      continue;
    }
    if (depth > 0) {
      if (state.mode === 'text') markAttribution(body, segments);
      state.mode = 'text';
      state.oldLines = 0;
      state.newLines = 0;
      add(segments, 'quote', start, end, depth);
    } else add(segments, lineKind(body, start, end, state), start, end, 0);
    start = end;
  }
  return segments;
}

/** What the author wrote stands above a mail set below it; what stands first is what git reads of a patch. */
function isBelowWords(segments: readonly Segment[], { mode }: State): boolean {
  return mode === 'text' && segments.length > 0;
}

/** The last segment grows line by line: a new object for each line took half the time. */
type Growing = { -readonly [Name in keyof Segment]: Segment[Name] };

function add(segments: Growing[], kind: SegmentKind, start: number, end: number, depth: number): void {
  const last = segments[segments.length - 1];
  if (last !== undefined && last.kind === kind && last.depth === depth) last.end = end;
  else segments.push({ kind, start, end, depth });
}

function lineKind(body: string, start: number, end: number, state: State): SegmentKind {
  if (state.mode === 'signature') return 'signature';
  if (takeHunkLine(body, start, state)) return 'diff';
  const line = body.slice(start, Math.min(lineEnd(body, start, end), start + PATTERN_LINE_MAX));
  if (isSignature(body, line, end)) {
    state.mode = 'signature';
    return 'signature';
  }
  if (
    startsHunk(line, state) ||
    startsDiff(body, line, end) ||
    (state.mode === 'diff' && isDiffHeader(line))
  ) {
    state.mode = 'diff';
    return 'diff';
  }
  state.mode = 'text';
  if (line === '---' && start < state.patchStart) return 'diffstat';
  if (end - start > PATTERN_LINE_MAX) return 'own';
  if (line.startsWith(' ') && isStat(line)) return 'diffstat';
  return isTrailer(line) ? 'trailer' : lineNature(line);
}

/** The colon of a trailer stands near the start and no blank before it: most lines are told by that. */
function isTrailer(line: string): boolean {
  const colon = line.indexOf(':');
  if (colon < 1 || colon > TRAILER_NAME_MAX) return false;
  const blank = line.indexOf(' ');
  return (blank === -1 || blank > colon) && isTrailerLine(line);
}

/** The end of the line `[start, end)` without its line break. */
function lineEnd(body: string, start: number, end: number): number {
  if (end === start || body.charCodeAt(end - 1) !== 0x0a) return end;
  return end - 1 > start && body.charCodeAt(end - 2) === 0x0d ? end - 2 : end - 1;
}

/** Counts off a line of the open hunk. A line no diff can have ends the hunk: people cut patches short. */
function takeHunkLine(body: string, start: number, state: State): boolean {
  if (state.oldLines <= 0 && state.newLines <= 0) return false;
  const first = body[start];
  if (first === '-') state.oldLines -= 1;
  else if (first === '+') state.newLines -= 1;
  else if (first === ' ' || first === '\n' || first === '\t' || first === '\u00a0') {
    // Mailers that strip blanks at the end of lines leave an empty context line empty.
    state.oldLines -= 1;
    state.newLines -= 1;
  } else if (first !== '\\' && !takeBareLine(body, start, state)) {
    state.oldLines = 0;
    state.newLines = 0;
    return false;
  }
  return true;
}

/** A context line that lost its blank, in a hunk whose counts say that all did. */
function takeBareLine(body: string, start: number, state: State): boolean {
  const left = { oldCount: state.oldLines, newCount: state.newLines, oldSeen: 0, newSeen: 0 };
  state.isBare ??= isBareHunk(body, left, start);
  if (!state.isBare || endsHunk(body, lineAt(body, start), start)) return false;
  state.oldLines -= 1;
  state.newLines -= 1;
  return true;
}

function startsHunk(line: string, state: State): boolean {
  if (!line.startsWith('@@ -')) return false;
  const match = HUNK.exec(line);
  if (match === null) return false;
  state.oldLines = Number(match[1] ?? 1);
  state.newLines = Number(match[2] ?? 1);
  state.isBare = null;
  return true;
}

function startsDiff(body: string, line: string, end: number): boolean {
  return line.startsWith('diff --git ') || (line.startsWith('--- ') && body.startsWith('+++ ', end));
}

function isDiffHeader(line: string): boolean {
  return DIFF_HEADERS.some((header) => line.startsWith(header));
}

function isSignature(body: string, line: string, end: number): boolean {
  if (line === SIGNATURE_DELIMITER) return true;
  return (
    line === '--' && GIT_VERSION.test(body.slice(end, Math.min(nextLineStart(body, end), end + 80)).trimEnd())
  );
}

function isStat(line: string): boolean {
  return STAT_SUMMARY.test(line) || STAT_MODE.test(line) || STAT_LINE.test(line.trimEnd());
}

/** Number of `>` at the start of the line, a blank allowed between two. */
function quoteDepth(body: string, start: number, end: number): number {
  let depth = 0;
  for (let at = start; at < end; at += 1) {
    const code = body.charCodeAt(at);
    if (code === 0x3e) depth += 1;
    else if (code !== 0x20 || depth === 0 || body.charCodeAt(at + 1) !== 0x3e) break;
  }
  return depth;
}

/** The words before a quote that say whose it is: taken off the end of the segment before. */
function markAttribution(body: string, segments: Growing[]): void {
  const own = segments.at(-1);
  if (own?.kind !== 'own') return;
  const found = attributionStart(body, own.start, own.end);
  if (found === null) return;
  segments.pop();
  if (found.start > own.start) segments.push({ ...own, end: found.start });
  segments.push({ kind: 'attribution', start: found.start, end: found.end, depth: 0 });
  if (found.end < own.end) segments.push({ ...own, start: found.end });
}

function findPatchStart(body: string): number {
  const git = lineWith(body, 'diff --git ', 0);
  let old = lineWith(body, '--- ', 0);
  while (old !== -1 && (git === -1 || old < git)) {
    const end = nextLineStart(body, old);
    if (body.startsWith('+++ ', end)) return old;
    old = lineWith(body, '--- ', end);
  }
  return git;
}

/** Start of the first line from `from`, itself the start of a line, that begins with `text`; -1 when there is none. */
function lineWith(body: string, text: string, from: number): number {
  if (body.startsWith(text, from)) return from;
  const newline = body.indexOf(`\n${text}`, from);
  return newline === -1 ? -1 : newline + 1;
}

function nextLineStart(body: string, start: number): number {
  const newline = body.indexOf('\n', start);
  return newline === -1 ? body.length : newline + 1;
}
