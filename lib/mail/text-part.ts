import { base64End } from '@/lib/mail/base64-end.ts';
import { findFileName, firstWord, parseContentType } from '@/lib/mail/fields/content-type.ts';
import {
  firstField,
  HEADER_BYTES_MAX,
  type HeaderBlock,
  readHeaderBlock,
} from '@/lib/mail/fields/header-block.ts';

/** Parts and nesting beyond these are not looked into: real mail has a handful (reliability.md, section 8). */
const PARTS_MAX = 1_000;
const NESTING_MAX = 100;

const LF = 10;
const CR = 13;
const DASH = 45;

/** The part whose text is the body of a message: bytes from `start` to `end`, still encoded. */
export type TextPart = {
  readonly type: 'text/plain' | 'text/html';
  readonly start: number;
  readonly end: number;
  readonly charset: string | null;
  readonly encoding: 'base64' | 'quoted-printable' | 'identity';
  /** `format=flowed` (RFC 3676). */
  readonly isFlowed: boolean;
};

/** A part beside the text that may be a patch. */
export type PatchCandidate = TextPart & { readonly fileName: string };

export type FoundTextPart = {
  /** First text/plain part that is not an attachment, else the first such text/html part, else null. */
  readonly part: TextPart | null;
  /**
   * Parts that may be patches, in order: those that are by their type (`text/x-patch`, `text/x-diff`) or the name of
   * their file, and other plain text beside the text, of which only the content tells. Empty without a multipart.
   */
  readonly patches: readonly PatchCandidate[];
  /** The search stopped at `PARTS_MAX` or `NESTING_MAX` before a text/plain part was found. */
  readonly cutShort: boolean;
};

type Delimiter = {
  readonly start: number;
  readonly next: number;
  readonly level: number;
  readonly closes: boolean;
};

/**
 * Finds the text part of a MIME message (RFC 2046 5.1) without recursion and without looking at what follows it.
 * A delimiter of any open multipart ends everything inside it, as mail readers do it, so an inner multipart that is
 * never closed cannot swallow the parts after it. Embedded messages are entered only when marked `inline`.
 */
export function findTextPart(bytes: Uint8Array, rootHeader: HeaderBlock): FoundTextPart {
  const boundaries: Uint8Array[] = [];
  let header = rootHeader;
  const found: Found = { plain: null, html: null, patches: [] };
  let embedded = 0;
  for (let parts = 0; parts < PARTS_MAX; parts += 1) {
    const contentType = firstField(header, 'content-type');
    const { type, charset, boundary, isFlowed } = parseContentType(contentType);
    const placement = firstField(header, 'content-disposition');
    const disposition = firstWord(placement);
    const start = header.bodyStart;
    if (type.startsWith('multipart/') && boundary !== null) {
      if (boundaries.length + embedded >= NESTING_MAX) return chosen(found, true);
      boundaries.push(asBytes(boundary));
    } else if (type === 'message/rfc822' && disposition === 'inline') {
      embedded += 1;
      if (boundaries.length + embedded >= NESTING_MAX) return chosen(found, true);
      header = readPartHeader(bytes, start, boundaries);
      continue;
    }
    const delimiter = nextDelimiter(bytes, start, boundaries);
    const fileName = boundaries.length === 0 ? '' : findFileName(contentType, placement);
    // What stands beside the text of a message that is forwarded is that message's.
    const mayBePatch =
      boundaries.length > 0 && (isPatchFile(type, fileName) || (type === 'text/plain' && embedded === 0));
    const isBeside = found.plain !== null || (disposition !== '' && disposition !== 'inline');
    const role = roleOf(type, isBeside, mayBePatch);
    if (role !== null) {
      const partEnd = delimiter === null ? bytes.length : beforeLineEnd(bytes, start, delimiter.start);
      const encoding = transferEncoding(firstField(header, 'content-transfer-encoding'));
      const end = encoding === 'base64' ? base64End(bytes, start, partEnd) : partEnd;
      const one = { start, end, charset, encoding, isFlowed };
      if (role === 'html') found.html ??= { type: 'text/html', ...one };
      else if (role === 'plain') found.plain = { type: 'text/plain', ...one };
      else found.patches.push({ type: 'text/plain', ...one, fileName });
    }
    const next = skipClosing(bytes, delimiter, boundaries);
    if (next === null) return chosen(found, false);
    header = readPartHeader(bytes, next, boundaries);
  }
  return chosen(found, found.plain === null);
}

type Found = { plain: TextPart | null; html: TextPart | null; readonly patches: PatchCandidate[] };

function chosen({ plain, html, patches }: Found, cutShort: boolean): FoundTextPart {
  return { part: plain ?? html, patches, cutShort: cutShort && plain === null };
}

/** What is attached, or comes behind the text, is no body; it may be a patch. */
function roleOf(type: string, isBeside: boolean, mayBePatch: boolean): 'plain' | 'html' | 'patch' | null {
  if (type === 'text/plain' && !isBeside) return 'plain';
  if (type === 'text/html' && !isBeside) return 'html';
  return mayBePatch ? 'patch' : null;
}

/** As `git format-patch --attach` and people write it; mail programs call it text/plain or application/octet-stream. */
function isPatchFile(type: string, fileName: string): boolean {
  return /^text\/x-(?:patch|diff)$/.test(type) || /\.(?:patch|diff|txt)$/i.test(fileName);
}

/** Start of the next part, after leaving every multipart that ends here; null at the end of the message. */
function skipClosing(bytes: Uint8Array, found: Delimiter | null, boundaries: Uint8Array[]): number | null {
  let delimiter = found;
  while (delimiter !== null) {
    boundaries.length = delimiter.closes ? delimiter.level : delimiter.level + 1;
    if (!delimiter.closes) return delimiter.next;
    delimiter = nextDelimiter(bytes, delimiter.next, boundaries);
  }
  return null;
}

/**
 * A part may end inside its own header: the delimiter wins. No line is looked at twice and none beyond
 * `HEADER_BYTES_MAX`: a thousand headers without a blank line would else read the message a thousand times.
 */
function readPartHeader(bytes: Uint8Array, start: number, boundaries: readonly Uint8Array[]): HeaderBlock {
  const end = Math.min(bytes.length, start + HEADER_BYTES_MAX);
  let at = start;
  while (at < end && bytes[at] !== LF && !(bytes[at] === CR && bytes[at + 1] === LF)) {
    if (isDelimiter(bytes, at, boundaries)) return { ...readHeaderBlock(bytes, start, at), bodyStart: at };
    const newline = bytes.indexOf(LF, at);
    at = newline === -1 ? bytes.length : newline + 1;
  }
  return readHeaderBlock(bytes, start, Math.min(bytes.length, at + 2));
}

function isDelimiter(bytes: Uint8Array, at: number, boundaries: readonly Uint8Array[]): boolean {
  return bytes[at] === DASH && bytes[at + 1] === DASH && matchDelimiter(bytes, at, boundaries) !== null;
}

/** The next delimiter line of any open multipart; `from` is the start of a line. */
function nextDelimiter(bytes: Uint8Array, from: number, boundaries: readonly Uint8Array[]): Delimiter | null {
  if (boundaries.length === 0) return null;
  let start = from;
  while (start < bytes.length) {
    if (bytes[start] === DASH && bytes[start + 1] === DASH) {
      const delimiter = matchDelimiter(bytes, start, boundaries);
      if (delimiter !== null) return delimiter;
    }
    const lineEnd = bytes.indexOf(LF, start);
    if (lineEnd === -1) return null;
    start = lineEnd + 1;
  }
  return null;
}

function matchDelimiter(
  bytes: Uint8Array,
  start: number,
  boundaries: readonly Uint8Array[],
): Delimiter | null {
  const newline = bytes.indexOf(LF, start);
  const next = newline === -1 ? bytes.length : newline + 1;
  let end = newline === -1 ? bytes.length : newline;
  while (end > start && isBlank(bytes[end - 1])) end -= 1;
  for (let level = boundaries.length - 1; level >= 0; level -= 1) {
    const boundary = boundaries[level];
    if (boundary === undefined || !matchesAt(bytes, start + 2, boundary)) continue;
    const rest = end - start - 2 - boundary.length;
    if (rest === 0) return { start, next, level, closes: false };
    const closes = rest === 2 && bytes[end - 1] === DASH && bytes[end - 2] === DASH;
    if (closes) return { start, next, level, closes: true };
  }
  return null;
}

function matchesAt(bytes: Uint8Array, at: number, wanted: Uint8Array): boolean {
  for (let index = 0; index < wanted.length; index += 1) {
    if (bytes[at + index] !== wanted[index]) return false;
  }
  return true;
}

function isBlank(byte: number | undefined): boolean {
  return byte === 32 || byte === 9 || byte === CR;
}

/** The line end before a delimiter belongs to the delimiter (RFC 2046 5.1.1). */
function beforeLineEnd(bytes: Uint8Array, start: number, end: number): number {
  if (end <= start || bytes[end - 1] !== LF) return end;
  return end - 1 > start && bytes[end - 2] === CR ? end - 2 : end - 1;
}

function transferEncoding(value: string | null): TextPart['encoding'] {
  const word = firstWord(value);
  return word === 'base64' || word === 'quoted-printable' ? word : 'identity';
}

function asBytes(ascii: string): Uint8Array {
  return new TextEncoder().encode(ascii);
}
