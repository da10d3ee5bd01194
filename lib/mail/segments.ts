import { attributionStart } from '@/lib/mail/attribution.ts';
import { parseTrailers } from '@/lib/mail/trailers.ts';

export type SegmentKind = 'own' | 'quote' | 'attribution' | 'diff' | 'diffstat' | 'trailer' | 'signature';

/** A run of whole lines of one kind: UTF-16 offsets in the body, `depth` the number of `>` of a quote, else 0. */
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

type Mode = 'text' | 'diff' | 'signature';

type State = {
  mode: Mode;
  /** Lines the hunk still has of the old and of the new file. */
  oldLines: number;
  newLines: number;
  /** Where the patch begins, -1 when there is none: only then is `---` its separator. */
  patchStart: number;
};

/**
 * Splits a body into segments that cover every character, in order and without overlap. Time is linear in the body,
 * also for 100 kB lines and 10,000 quote levels; neighbours of the same kind and depth are one segment.
 */
export function splitSegments(body: string): readonly Segment[] {
  const segments: Segment[] = [];
  const state: State = { mode: 'text', oldLines: 0, newLines: 0, patchStart: findPatchStart(body) };
  let start = 0;
  while (start < body.length) {
    const end = nextLineStart(body, start);
    const depth = quoteDepth(body, start, end);
    if (depth > 0) {
      if (state.mode === 'text') markAttribution(body, segments);
      state.mode = 'text';
      state.oldLines = 0;
      state.newLines = 0;
      add(segments, { kind: 'quote', start, end, depth });
    } else add(segments, { kind: lineKind(body, start, end, state), start, end, depth: 0 });
    start = end;
  }
  return segments;
}

function add(segments: Segment[], segment: Segment): void {
  const last = segments.at(-1);
  const isSame = last !== undefined && last.kind === segment.kind && last.depth === segment.depth;
  if (isSame) segments[segments.length - 1] = { ...last, end: segment.end };
  else segments.push(segment);
}

function lineKind(body: string, start: number, end: number, state: State): SegmentKind {
  if (state.mode === 'signature') return 'signature';
  if (takeHunkLine(body, start, state)) return 'diff';
  const line = body.slice(start, Math.min(end, start + PATTERN_LINE_MAX)).replace(/\r?\n$/, '');
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
  if (line.startsWith(' ')) return isStat(line) ? 'diffstat' : 'own';
  return line.includes(':') && parseTrailers(line).length > 0 ? 'trailer' : 'own';
}

/** Counts off a line of the open hunk. A line no diff can have ends the hunk: people cut patches short. */
function takeHunkLine(body: string, start: number, state: State): boolean {
  if (state.oldLines <= 0 && state.newLines <= 0) return false;
  const first = body.charAt(start);
  if (first === '-') state.oldLines -= 1;
  else if (first === '+') state.newLines -= 1;
  else if (first === ' ' || first === '\n' || first === '\t') {
    // Mailers that strip blanks at the end of lines leave an empty context line empty.
    state.oldLines -= 1;
    state.newLines -= 1;
  } else if (first !== '\\') {
    state.oldLines = 0;
    state.newLines = 0;
    return false;
  }
  return true;
}

function startsHunk(line: string, state: State): boolean {
  if (!line.startsWith('@@ -')) return false;
  const match = HUNK.exec(line);
  if (match === null) return false;
  state.oldLines = Number(match[1] ?? 1);
  state.newLines = Number(match[2] ?? 1);
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
    const character = body.charAt(at);
    if (character === '>') depth += 1;
    else if (character !== ' ' || depth === 0 || body.charAt(at + 1) !== '>') break;
  }
  return depth;
}

/** The words before a quote that say whose it is: taken off the end of the segment before. */
function markAttribution(body: string, segments: Segment[]): void {
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
  let start = 0;
  while (start < body.length) {
    const end = nextLineStart(body, start);
    if (body.startsWith('diff --git ', start)) return start;
    if (body.startsWith('--- ', start) && body.startsWith('+++ ', end)) return start;
    start = end;
  }
  return -1;
}

function nextLineStart(body: string, start: number): number {
  const newline = body.indexOf('\n', start);
  return newline === -1 ? body.length : newline + 1;
}
