/**
 * What a line of a body is to the search index. The rules are those by which public-inbox tells the parts of a patch
 * (they were read in its indexer), so that `dfn:`, `dfa:`, `dfb:`, `dfhh:` and `dfctx:` find what they find there.
 */
export type LineKind =
  | 'quoted'
  | 'prose'
  | 'added'
  | 'removed'
  | 'context'
  /** `@@ -1,2 +1,2 @@ function`. */
  | 'hunk'
  /** `--- a/file` and `+++ b/file`. */
  | 'file'
  /** `diff --git a/file b/file`. */
  | 'git'
  /** `index 0123456..89abcde 100644`. */
  | 'index'
  /** No words to be found: an empty line, base85. */
  | 'none';

/** What the lines above mean for this one; a quote begins anew. */
export type LineState = {
  inDiff: boolean;
  /** A line that only patches have stood since the last quote. */
  seenDiff: boolean;
  inBinary: boolean;
};

export const startLines = (): LineState => ({ inDiff: false, seenDiff: false, inBinary: false });

const DIFF_GIT = toBytes('diff --git ');
const DIFF_OLD = toBytes('diff -');
const MINUS = toBytes('--- ');
const PLUS = toBytes('+++ ');
const INDEX = toBytes('index ');
const HUNK = toBytes('@@ ');
const BINARY = toBytes('binary patch');
const SIZES = ['literal ', 'delta '].map(toBytes);
/** Lines of a patch that are words, and do not end it. */
const EXTENDED = [
  ...['old mode', 'new mode', 'deleted file mode', 'new file mode', 'copy from ', 'copy to '],
  ...[
    'rename from ',
    'rename to ',
    'similarity index',
    'dissimilarity index',
    '\\ No newline',
    'Binary files ',
  ],
  '\\ no newline',
  'binary files ',
].map(toBytes);

const LF = 10;
const [SPACE, SLASH, DOT, AT, GT] = [32, 47, 46, 64, 62];
const [PLUS_SIGN, MINUS_SIGN, UPPER_G, LOWER_G] = [43, 45, 71, 103];

/** The kind of the line from `start` to `end` (its line feed not in it); `state` goes on to the next line. */
export function lineKind(bytes: Uint8Array, start: number, end: number, state: LineState): LineKind {
  const first = bytes[start];
  if (first === GT && start < end) {
    state.inDiff = false;
    state.seenDiff = false;
    state.inBinary = false;
    return 'quoted';
  }
  if (start >= end) return 'none';
  if (state.inBinary) {
    if (SIZES.some((size) => startsWith(bytes, start, end, size))) return 'prose';
    if (indexIn(bytes, SPACE, start, end) < 0) return 'none';
    state.inBinary = false;
  }
  if (first === SPACE && state.inDiff) return 'context';
  if (
    end - start === 3 &&
    first === MINUS_SIGN &&
    bytes[start + 1] === MINUS_SIGN &&
    bytes[start + 2] === SPACE
  ) {
    state.inDiff = false;
    return 'none';
  }
  return markerKind(bytes, start, end, state) ?? restKind(bytes, start, end, state);
}

/** Lines that begin a patch or a file of it; null for others. */
function markerKind(bytes: Uint8Array, start: number, end: number, state: LineState): LineKind | null {
  const first = bytes[start];
  if (first === DIFF_GIT[0]) {
    if (startsWith(bytes, start, end, DIFF_GIT)) return begin(state, 'git');
    if (startsWith(bytes, start, end, DIFF_OLD)) return begin(state, 'prose');
  } else if (first === MINUS_SIGN && startsWith(bytes, start, end, MINUS)) {
    if (hasFolder(bytes, start + MINUS.length, end)) return begin(state, 'file');
    if (start + MINUS.length < end && bytes[start + MINUS.length] !== SPACE) return begin(state, 'prose');
  } else if (first === PLUS_SIGN && startsWith(bytes, start, end, PLUS)) {
    if (hasFolder(bytes, start + PLUS.length, end)) return begin(state, 'file');
    if (state.inDiff && start + PLUS.length < end && bytes[start + PLUS.length] !== SPACE) return 'prose';
  }
  return null;
}

function restKind(bytes: Uint8Array, start: number, end: number, state: LineState): LineKind {
  const first = bytes[start];
  if (state.inDiff) {
    if (first === PLUS_SIGN) return 'added';
    if (first === MINUS_SIGN) return 'removed';
  }
  if (state.seenDiff) {
    if (first === INDEX[0] && blobIds(bytes, start, end) !== null) return begin(state, 'index');
    if (first === AT && hunkText(bytes, start, end) !== null) return 'hunk';
    if (EXTENDED.some((words) => startsWith(bytes, start, end, words))) return 'prose';
    if (
      state.inDiff &&
      (first === UPPER_G || first === LOWER_G) &&
      startsWith(bytes, start + 4, end, BINARY)
    ) {
      state.inBinary = true;
      return 'prose';
    }
  }
  state.inDiff = false;
  return 'prose';
}

function begin(state: LineState, kind: LineKind): LineKind {
  state.inDiff = true;
  state.seenDiff = true;
  return kind;
}

/** Something, a slash, something: `a/file`. */
function hasFolder(bytes: Uint8Array, start: number, end: number): boolean {
  const slash = indexIn(bytes, SLASH, start, end);
  return slash > start && slash < end - 1;
}

/** Where the name of the file begins behind `a/`, in a `file` line. */
export function fileNameStart(bytes: Uint8Array, start: number, end: number): number {
  return indexIn(bytes, SLASH, start + MINUS.length, end) + 1;
}

/**
 * Where the two names of a `git` line begin and end, behind `a/` and `b/`; empty when it does not have both. The second
 * begins behind the last blank before the last slash.
 */
export function gitNames(
  bytes: Uint8Array,
  start: number,
  end: number,
): readonly (readonly [start: number, end: number])[] {
  const slash = bytes.lastIndexOf(SLASH, end - 2);
  const blank = bytes.lastIndexOf(SPACE, slash - 2);
  const parts = [
    [start + DIFF_GIT.length, blank],
    [blank + 1, end],
  ] as const;
  if (slash < start + DIFF_GIT.length || !parts.every(([from, to]) => hasFolder(bytes, from, to))) return [];
  return parts.map(([from, to]) => [indexIn(bytes, SLASH, from, to) + 1, to] as const);
}

/** Where the two object names of an `index` line begin and end; null when it is none. */
export function blobIds(
  bytes: Uint8Array,
  start: number,
  end: number,
): readonly [preStart: number, preEnd: number, postStart: number, postEnd: number] | null {
  if (!startsWith(bytes, start, end, INDEX)) return null;
  const pre = start + INDEX.length;
  const preEnd = hexEnd(bytes, pre, end);
  if (preEnd === pre || bytes[preEnd] !== DOT || bytes[preEnd + 1] !== DOT) return null;
  const post = preEnd + 2;
  const postEnd = hexEnd(bytes, post, end);
  return postEnd === post ? null : [pre, preEnd, post, postEnd];
}

/** Where the words behind `@@ -1 +1 @@` begin, `end` when there are none; null when it is no such line. */
export function hunkText(bytes: Uint8Array, start: number, end: number): number | null {
  if (!startsWith(bytes, start, end, HUNK)) return null;
  const before = fieldEnd(bytes, start + HUNK.length, end);
  const after = before === null ? null : fieldEnd(bytes, before, end);
  if (after === null || bytes[after] !== AT || bytes[after + 1] !== AT) return null;
  return after + 2;
}

/** Behind the blank that ends a field that is not empty. */
function fieldEnd(bytes: Uint8Array, start: number, end: number): number | null {
  const blank = indexIn(bytes, SPACE, start, end);
  return blank > start ? blank + 1 : null;
}

/** -1 when it is not there; never looks beyond the line, whose neighbours may be many. */
function indexIn(bytes: Uint8Array, byte: number, start: number, end: number): number {
  for (let at = start; at < end; at += 1) if (bytes[at] === byte) return at;
  return -1;
}

function hexEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  for (let byte = bytes[at] ?? 0; at < end; byte = bytes[at] ?? 0) {
    if (!((byte >= 48 && byte <= 57) || (byte >= 97 && byte <= 102))) break;
    at += 1;
  }
  return at;
}

function startsWith(bytes: Uint8Array, start: number, end: number, words: Uint8Array): boolean {
  if (start + words.length > end) return false;
  for (let i = 0; i < words.length; i += 1) if (bytes[start + i] !== words[i]) return false;
  return true;
}

/** The end of the line that begins at `start`. */
export function lineEnd(bytes: Uint8Array, start: number, length: number): number {
  const end = bytes.indexOf(LF, start);
  return end < 0 || end > length ? length : end;
}

function toBytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
