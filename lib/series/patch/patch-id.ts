import { nextLineStart } from '@/lib/mail/lines.ts';
import { withContextBlanks } from '@/lib/series/patch/context-blanks.ts';

/** Hex digest of bytes; the rooms that have a SHA-1 pass it in. */
export type HashBytes = (bytes: Uint8Array) => string;

const HEX_ID = /[0-9a-f]{40}/iy;
/** Shorter lines that begin with a backslash are content, longer ones say `\ No newline at end of file`. */
const NO_NEWLINE_LENGTH_MIN = 13;

const [TAB, LF, CR] = [0x09, 0x0a, 0x0d];
const BLANK = 0x20;
const PLUS = 0x2b;
const MINUS = 0x2d;
const BACKSLASH = 0x5c;

/**
 * `runs` are the stretches of the body that the file at work hashes, the last of them from `runStart` to `runEnd`.
 * `before` and `after` are old and new lines the hunk still has: -1 in a header, 0 after the last hunk line.
 */
type Hashing = {
  readonly body: string;
  readonly pieces: Uint8Array[];
  runs: string[];
  runStart: number;
  runEnd: number;
  before: number;
  after: number;
  binary: boolean;
  oids: string;
  /** A line of a hunk begins like none. */
  isOdd: boolean;
};

/**
 * What `git patch-id --stable` hashes for the first patch of a body, one piece for each file: lines without white
 * space, without `index` lines and line numbers. Null when git finds no patch, which needs a `diff ` line. Follows
 * get_one_patchid of git 2.39, its oddities too (what follows a binary file loses its `diff` line, a file that only
 * changes its mode or name is one text with the next), because an id is worth nothing when it differs from git's.
 */
function readPatch(body: string): Hashing | null {
  const first = body.startsWith('diff ') ? 0 : body.indexOf('\ndiff ') + 1;
  if (first === 0 && !body.startsWith('diff ')) return null;
  const hashing: Hashing = {
    body,
    pieces: [],
    runs: [],
    runStart: first,
    runEnd: first,
    before: -1,
    after: -1,
    binary: false,
    oids: '',
    isOdd: false,
  };
  const hasNul = body.includes('\0');
  for (let start = first; start < body.length; ) {
    const end = nextLineStart(body, start);
    if (!takeLine(hashing, start, hasNul ? beforeNul(body, start, end) : end)) break;
    start = end;
  }
  flush(hashing, '');
  return hashing;
}

/**
 * The id `git patch-id --stable` prints: the SHA-1 of every file, added up byte by byte with carry, so that the order
 * of the files does not matter. Null when there is no patch.
 */
export function patchId(body: string, sha1: HashBytes): string | null {
  const read = readPatch(body);
  return read === null ? null : sumOf(read.pieces, sha1);
}

/**
 * The same of the patch as it was before context lines lost their blanks on the way, where they did: git loses count
 * in those, and what it prints is the id of no patch.
 */
export function mendedPatchId(body: string, sha1: HashBytes): string | null {
  const read = readPatch(body);
  if (read === null) return null;
  return read.isOdd ? patchId(withContextBlanks(body), sha1) : sumOf(read.pieces, sha1);
}

function sumOf(pieces: readonly Uint8Array[], sha1: HashBytes): string {
  const sum = new Uint8Array(20);
  for (const piece of pieces) {
    const digest = sha1(piece);
    let carry = 0;
    for (let i = 0; i < sum.length; i++) {
      carry += (sum[i] ?? 0) + 16 * hexDigit(digest, 2 * i) + hexDigit(digest, 2 * i + 1);
      sum[i] = carry & 0xff;
      carry >>= 8;
    }
  }
  return [...sum].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function hexDigit(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < 0x3a ? code - 0x30 : (code | BLANK) - 0x57;
}

/** False at the end of the patch. */
function takeLine(hashing: Hashing, start: number, end: number): boolean {
  const { body } = hashing;
  const code = body.charCodeAt(start);
  const isOfHunk = code === BLANK || code === PLUS || code === MINUS;
  // Nearly every line, and nothing else can begin so there.
  if (isOfHunk && isInHunk(hashing)) {
    takeHunkLine(hashing, code, start, end);
    return true;
  }
  if (code === BACKSLASH && isNoNewline(body, start, end)) return true;
  hashing.isOdd ||= isInHunk(hashing) && end - start > 1 && code > BLANK;
  if (namesCommit(body, start)) return false;
  if (hashing.before === -1) {
    const header = takeHeader(hashing, start, end);
    if (header !== 'hash') return header === 'skip';
  }
  const isDiff = body.startsWith('diff ', start);
  if (hashing.binary) {
    if (isDiff) {
      hashing.binary = false;
      hashing.before = -1;
    }
    return true;
  }
  if (hashing.before === 0 && hashing.after === 0) {
    if (body.startsWith('@@ -', start)) {
      readCounts(hashing, body.slice(start, end));
      return true;
    }
    if (!isDiff) return false;
    flush(hashing, '');
    hashing.before = -1;
    hashing.after = -1;
  }
  takeHunkLine(hashing, code, start, end);
  return true;
}

function isInHunk({ before, after, binary }: Hashing): boolean {
  return before !== -1 && !binary && (before !== 0 || after !== 0);
}

function takeHunkLine(hashing: Hashing, code: number, start: number, end: number): void {
  if (code === MINUS || code === BLANK) hashing.before--;
  if (code === PLUS || code === BLANK) hashing.after--;
  hash(hashing, start, end);
}

function isNoNewline(body: string, start: number, end: number): boolean {
  return body.charCodeAt(start + 1) === BLANK && end - start >= NO_NEWLINE_LENGTH_MIN;
}

/** A line that begins with an object name, or with one behind `commit ` or `From `, begins the next patch. */
function namesCommit(body: string, start: number): boolean {
  const rest = body.startsWith('commit ', start) ? 7 : body.startsWith('From ', start) ? 5 : 0;
  HEX_ID.lastIndex = start + rest;
  return HEX_ID.test(body);
}

function takeHeader(hashing: Hashing, start: number, end: number): 'hash' | 'skip' | 'end' {
  const { body } = hashing;
  if (body.startsWith('GIT binary patch', start) || body.startsWith('Binary files', start)) {
    hashing.binary = true;
    hashing.before = 0;
    flush(hashing, hashing.oids);
    return 'skip';
  }
  if (body.startsWith('index ', start)) {
    const line = body.slice(start, end);
    const dots = line.indexOf('..');
    if (dots !== -1) {
      const blank = line.indexOf(' ', dots);
      const stop = blank === -1 ? line.length - 1 : blank;
      hashing.oids = line.slice(6, dots).slice(0, 40) + line.slice(dots + 2, stop).slice(0, 40);
    }
    return 'skip';
  }
  if (body.startsWith('--- ', start)) {
    hashing.before = 1;
    hashing.after = 1;
    return 'hash';
  }
  return isLetter(body.charCodeAt(start)) ? 'hash' : 'end';
}

function isLetter(code: number): boolean {
  const lower = code | BLANK;
  return lower >= 0x61 && lower <= 0x7a;
}

function readCounts(hashing: Hashing, line: string): void {
  const old = /^@@ -\d*(?:,(\d*))?/.exec(line);
  hashing.before = old?.[1] === undefined ? 1 : Number(old[1]);
  const both = /^@@ -(?:\d+|\d*,\d+) \+(\d*)(?:,(\d*))?/.exec(line);
  if (both !== null) hashing.after = both[2] === undefined ? 1 : Number(both[2]);
}

/** Lines that follow each other are one run: white space is taken out of a file at once, not of every line. */
function hash(hashing: Hashing, start: number, end: number): void {
  if (start !== hashing.runEnd) {
    closeRun(hashing);
    hashing.runStart = start;
  }
  hashing.runEnd = end;
}

function closeRun(hashing: Hashing): void {
  const { body, runStart, runEnd } = hashing;
  if (runEnd > runStart) hashing.runs.push(body.slice(runStart, runEnd));
  hashing.runStart = runEnd;
}

function flush(hashing: Hashing, more: string): void {
  closeRun(hashing);
  hashing.pieces.push(toPiece(hashing.runs.join(''), more));
  hashing.runs = [];
}

const encoder = new TextEncoder();

/** The bytes of a text without white space, then those of `more`: cheaper than a pattern, as every word is a match. */
function toPiece(text: string, more: string): Uint8Array {
  const bytes = encoder.encode(text + more);
  const end = bytes.length - encoder.encode(more).length;
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (at < end && isWhite(byte)) continue;
    bytes[length] = byte;
    length += 1;
  }
  return bytes.subarray(0, length);
}

/** What git calls white space when it strips it: no form feed, no vertical tab. */
function isWhite(byte: number): boolean {
  return byte === BLANK || byte === LF || byte === TAB || byte === CR;
}

/** git reads lines as C strings. */
function beforeNul(body: string, start: number, end: number): number {
  const nul = body.indexOf('\0', start);
  return nul === -1 || nul >= end ? end : nul;
}
