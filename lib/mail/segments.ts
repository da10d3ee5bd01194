import { createFencedEnd } from '@/lib/mail/fenced.ts';
import { beginsFooter } from '@/lib/mail/footers/footers.ts';
import { isStamp } from '@/lib/mail/footers/stamps.ts';
import { type LineNature, lineNature } from '@/lib/mail/line-nature.ts';
import { nextLineStart } from '@/lib/mail/lines.ts';
import { isGitSignature } from '@/lib/mail/patches/bare-hunk.ts';
import { findPatchStart, isDiffHeader, isStat, opensDiff } from '@/lib/mail/patches/diff-lines.ts';
import { closeHunk, type HunkRest, opensHunk, takeHunkLine } from '@/lib/mail/patches/hunk-rest.ts';
import { mayBePatchHead, skipAuthor, skipPatchHead } from '@/lib/mail/patches/patch-head.ts';
import { goesOnRange, rangeIndent } from '@/lib/mail/patches/range-lines.ts';
import {
  attributionAbove,
  attributionStart,
  hasQuotedLine,
  unmarkedHead,
} from '@/lib/mail/quotes/attribution.ts';
import { createBracketedQuote } from '@/lib/mail/quotes/bracketed-quote.ts';
import { isBrokenTail } from '@/lib/mail/quotes/broken-quote.ts';
import { type CiteMarks, quoteDepth, setInDepth, takeSupercite } from '@/lib/mail/quotes/cite-marks.ts';
import { type OriginalHead, originalHead } from '@/lib/mail/quotes/original-mail.ts';
import { forgeLines, isOfForge } from '@/lib/mail/senders/forge-mail.ts';
import { commentedHunk, skipGithubOpening } from '@/lib/mail/senders/github-mail.ts';
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

/** RFC 3676 4.3 wants the blank; git's `-- ` loses it on the way through some lists and keeps the version below. */
const SIGNATURE_DELIMITER = '-- ';

/** What syzbot, regzbot, Patchwork and testers are told, what GitGitGadget tells: for programs, as trailers. */
const COMMAND =
  /^(?:#(?:syz|regzbot|regzb)\b|pw-bot: ?[a-z-]+\s*$|(?:Recheck-request|Published-As|Fetch-It-Via|Pull-Request): )/;

/** Trailers have no longer names. */
const TRAILER_NAME_MAX = 39;

type Mode = 'text' | 'diff' | 'signature';

type State = {
  mode: Mode;
  readonly hunk: HunkRest;
  /** Where the patch begins, -1 when there is none: only then is `---` its separator. */
  readonly patchStart: number;
  /** Where the first word stands: what begins there is below none. */
  readonly wordStart: number;
  /** How far the lines of a range-diff are set in; null outside of one. */
  range: number | null;
  /** Where the code of a fence ends that was opened; what stands before is no prose. */
  fenceEnd: number;
  readonly fencedEnd: ReturnType<typeof createFencedEnd>;
  readonly bracketedQuote: ReturnType<typeof createBracketedQuote>;
  /** What a service writes around what somebody said in it. */
  readonly forge: readonly RegExp[] | null;
  readonly marks: CiteMarks;
  /** Whether anything is marked as quoted; null until that matters. */
  hasQuotes: boolean | null;
};

/**
 * Splits a body into segments that cover every character, in order and without overlap. Time is linear in the body,
 * also for 100 kB lines and 10,000 quote levels; neighbours of the same kind and depth are one segment.
 */
export function splitSegments(body: string): readonly Segment[] {
  const segments: Growing[] = [];
  const state = stateOf(body);
  // What was written for the program that applies a patch is nobody's words.
  let start = skipAuthor(body) || skipGithubOpening(body);
  if (start > 0) add(segments, 'attribution', 0, start, 0);
  while (start < body.length) {
    const behind = takeStretch(body, start, segments, state);
    start = behind > start ? behind : takeLine(body, start, segments, state);
  }
  return segments;
}

/** Lines that the first of them tells to belong together; gives where they end, `start` for any other line. */
function takeStretch(body: string, start: number, segments: Growing[], state: State): number {
  const words = mayBePatchHead(body, start) ? skipPatchHead(body, start) : start;
  const commented = words > start ? null : commentedHunk(body, start);
  if (words > start) add(segments, 'attribution', start, words, 0);
  if (commented !== null) {
    add(segments, 'attribution', start, commented.hunkStart, 0);
    add(segments, 'quote', commented.hunkStart, commented.hunkEnd, 0);
    add(segments, 'attribution', commented.hunkEnd, commented.end, 0);
  }
  const bracketed = words > start || commented !== null ? null : state.bracketedQuote(start);
  if (bracketed !== null) {
    add(segments, 'attribution', start, bracketed.wordsStart, 0);
    if (bracketed.wordsEnd > bracketed.wordsStart)
      add(segments, 'quote', bracketed.wordsStart, bracketed.wordsEnd, 0);
    add(segments, 'attribution', bracketed.wordsEnd, bracketed.end, 0);
  }
  const end = bracketed?.end ?? commented?.end ?? words;
  if (end > start) state.mode = 'text';
  return end;
}

/** The line at `start`, or the head of a mail set below an answer with what follows it; gives where that ends. */
function takeLine(body: string, start: number, segments: Growing[], state: State): number {
  const end = nextLineStart(body, start);
  const depth = quoteDepth(body, start, end) || depthBehindName(body, start, end, segments, state);
  const head =
    depth > 0 || !mayBeHead(body, start, segments, state) ? null : headOf(body, start, segments, state);
  if (head !== null) {
    add(segments, 'attribution', start, head.end, 0);
    if (!head.isMarked && head.end < body.length) add(segments, 'quote', head.end, body.length, 0);
    return head.isMarked ? head.end : body.length;
  }
  if (takeSupercite(body, start, end, depth, state.marks)) {
    state.mode = 'text';
    add(segments, 'attribution', start, end, 0);
  } else if (depth > 0) {
    if (state.mode !== 'diff') {
      joinTail(body, segments, depth);
      markAttribution(body, segments);
    }
    state.mode = 'text';
    state.range = null;
    closeHunk(state.hunk);
    add(segments, 'quote', start, end, depth);
  } else add(segments, lineKind(body, start, end, state), start, end, 0);
  return end;
}

/** In a patch a `>` that is set in is part of the content. */
function depthBehindName(
  body: string,
  start: number,
  end: number,
  segments: readonly Segment[],
  { mode, range, marks }: State,
): number {
  if (mode === 'diff' || range !== null) return 0;
  return setInDepth(body, start, end, segments.at(-1)?.start ?? start, marks);
}

/** A plain literal: made by spreading two objects, bodies of 3,327 mails took 140 ms instead of 100 (V8 of Node 20). */
function stateOf(body: string): State {
  return {
    mode: 'text',
    hunk: { old: 0, fresh: 0, isBare: null },
    patchStart: findPatchStart(body),
    wordStart: body.search(/\S/),
    range: null,
    fenceEnd: 0,
    fencedEnd: createFencedEnd(body),
    bracketedQuote: createBracketedQuote(body),
    forge: forgeLines(body),
    marks: { name: null, bars: false, next: -1 },
    hasQuotes: null,
  };
}

/**
 * What the author wrote stands above a mail set below it; what stands first is what git reads of a patch, but for the
 * line by which Zimbra parts the mail it answers from what was there before, and under which it quotes.
 */
function mayBeHead(body: string, start: number, segments: readonly Segment[], { mode }: State): boolean {
  return mode !== 'diff' && (segments.length > 0 || body.startsWith('-----', start));
}

function headOf(
  body: string,
  start: number,
  segments: readonly Segment[],
  state: State,
): OriginalHead | null {
  const head = originalHead(body, start);
  // Above a patch of his own the author tells what was said.
  if (head !== null || segments[0]?.kind !== 'own' || start < state.patchStart) return head;
  return unmarkedHead(body, start, state.mode === 'signature' ? 'signature' : 'words', () => {
    state.hasQuotes ??= hasQuotedLine(body);
    return state.hasQuotes;
  });
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
  if (takeHunkLine(body, start, state.hunk)) return 'diff';
  if (state.range !== null && goesOnRange(body, start, state.range)) return 'diff';
  const line = body.slice(start, Math.min(withoutBreak(body, start, end), start + PATTERN_LINE_MAX));
  state.range = rangeIndent(body, line, start);
  if (state.range !== null) return 'diff';
  const mayBeFooter = start > state.patchStart && start > state.wordStart;
  const isSignature = line === SIGNATURE_DELIMITER || isGitSignature(body, line, start);
  if (isSignature || (mayBeFooter && beginsFooter(body, line, start, end))) {
    state.mode = 'signature';
    return 'signature';
  }
  if (
    opensHunk(line, state.hunk) ||
    opensDiff(body, line, end) ||
    (state.mode === 'diff' && isDiffHeader(line))
  ) {
    state.mode = 'diff';
    return 'diff';
  }
  state.mode = 'text';
  if (line === '---' && start < state.patchStart) return 'diffstat';
  if (end - start > PATTERN_LINE_MAX) return 'own';
  if (line.startsWith(' ') && isStat(line)) return 'diffstat';
  if (isOfForge(state.forge, line)) return 'trailer';
  if (isTrailer(line) || isCommand(line) || isStamp(body, line, start)) return 'trailer';
  return natureOf(line, start, state);
}

/** Prose of a fence is code. */
function natureOf(line: string, start: number, state: State): LineNature {
  if (start >= state.fenceEnd) state.fenceEnd = state.fencedEnd(line, start);
  const nature = lineNature(line);
  return start < state.fenceEnd && nature === 'own' ? 'code' : nature;
}

/** Most lines are told by their first letter. */
function isCommand(line: string): boolean {
  return '#PFRp'.includes(line.charAt(0)) && COMMAND.test(line);
}

/** The colon of a trailer stands near the start, no blank before it: most lines are told by it, `ok ann@` by its k. */
function isTrailer(line: string): boolean {
  if (line.charCodeAt(1) === 0x6b || line.charCodeAt(1) === 0x4b) return isTrailerLine(line);
  const colon = line.indexOf(':');
  if (colon < 1 || colon > TRAILER_NAME_MAX) return false;
  const blank = line.indexOf(' ');
  return (blank === -1 || blank > colon) && isTrailerLine(line);
}

/** The end of the line `[start, end)` without its line break. */
function withoutBreak(body: string, start: number, end: number): number {
  if (end === start || body.charCodeAt(end - 1) !== 0x0a) return end;
  return end - 1 > start && body.charCodeAt(end - 2) === 0x0d ? end - 2 : end - 1;
}

/** The words before a quote that say whose it is: taken off the end of the segment before. */
function markAttribution(body: string, segments: Growing[]): void {
  const own = segments.at(-1);
  if (own?.kind !== 'own' && own?.kind !== 'signature') return;
  const isFirst = segments.length === 1 && own.kind === 'own';
  const found =
    attributionStart(body, own.start, own.end) ??
    (isFirst ? attributionAbove(body, own.start, own.end) : null);
  if (found === null) return;
  segments.pop();
  // Plain literals: behind a spread each object would have a hidden class of its own (V8 of Node 20).
  const { kind, start, end, depth } = own;
  if (found.start > start) segments.push({ kind, start, end: found.start, depth });
  segments.push({ kind: 'attribution', start: found.start, end: found.end, depth: 0 });
  if (found.end < end) segments.push({ kind, start: found.end, end, depth });
}

/** The end of a quoted line that a mailer broke, right between it and the next one. */
function joinTail(body: string, segments: Growing[], depth: number): void {
  const tail = segments.at(-1);
  const quote = segments.at(-2);
  if (tail?.kind !== 'own' || quote?.kind !== 'quote' || quote.depth !== depth) return;
  if (tail.end - tail.start > PATTERN_LINE_MAX || nextLineStart(body, tail.start) !== tail.end) return;
  const above = body.lastIndexOf('\n', tail.start - 2) + 1;
  const line = body.slice(Math.max(quote.start, above), tail.start);
  if (line.length > PATTERN_LINE_MAX || !isBrokenTail(line, body.slice(tail.start, tail.end))) return;
  segments.pop();
  quote.end = tail.end;
}
