import { lineEnd } from '@/lib/mail/lines.ts';
import { nextIndex } from '@/lib/mail/next-index.ts';

/** Fields beyond this many bytes are not read: no honest header comes near it, and each one costs work. */
export const HEADER_BYTES_MAX = 256 * 1024;

const LF = 10;
const CR = 13;
const TAB = 9;
const SPACE = 32;

/** The fields that are read of a message, by whoever: two fifths of the characters of a header of linux-xfs. */
const FIELD_NAMES = [
  ...(['from', 'to', 'cc', 'subject', 'date', 'received', 'reply-to', 'x-original-from'] as const),
  ...(['message-id', 'in-reply-to', 'references', 'list-id', 'x-mailing-list'] as const),
  ...(['content-type', 'content-disposition', 'content-transfer-encoding'] as const),
  ...(['x-github-sender', 'x-docket-reconstructed'] as const),
] as const;

export type FieldName = (typeof FIELD_NAMES)[number];

const READ: ReadonlySet<string> = new Set(FIELD_NAMES);
/** By the first letter of a name (small, as a code) the lengths of those that are read, as bits. */
const READ_LENGTHS = Int32Array.from({ length: 128 }, (_, first) =>
  FIELD_NAMES.filter((name) => name.charCodeAt(0) === first).reduce(
    (bits, name) => bits | (1 << name.length),
    0,
  ),
);

/** One header field. `name` in lower case; `value` unfolded (RFC 5322 2.2.3), trimmed, encoded words untouched. */
export type HeaderField = { readonly name: string; readonly value: string };

export type HeaderBlock = {
  /** All of them, or those of `FIELD_NAMES`. */
  readonly fields: readonly HeaderField[];
  /** Offset of the first byte after the blank line; the end of the input when there is none. */
  readonly bodyStart: number;
  /** The header is longer than `HEADER_BYTES_MAX`: fields after that were not read. */
  readonly tooLarge: boolean;
};

const decoder = new TextDecoder();

/**
 * Reads the header of the message or part that stands in `bytes` from `start` to `end`. Bytes outside ASCII are read
 * as UTF-8 (RFC 6532). Lines that are neither a field nor a continuation are skipped, among them a stray `From ` line.
 * `which`: all fields, or those that are read of a message.
 */
export function readHeaderBlock(
  bytes: Uint8Array,
  start = 0,
  end = bytes.length,
  which: 'all' | 'read' = 'all',
): HeaderBlock {
  const { headerEnd, bodyStart } = findHeaderEnd(bytes, start, end);
  const tooLarge = headerEnd - start > HEADER_BYTES_MAX;
  const readEnd = tooLarge ? lastLineEnd(bytes, start, start + HEADER_BYTES_MAX) : headerEnd;
  const text = decoder.decode(bytes.subarray(start, readEnd));
  const lines = text.includes('\r') ? text.split('\n').map(cleanLine).join('\n') : text;
  return { fields: splitFields(lines, which), bodyStart, tooLarge };
}

/** Value of the first field called `name` (lower case), or null. */
export function firstField(block: HeaderBlock, name: FieldName): string | null {
  for (const field of block.fields) if (field.name === name) return field.value;
  return null;
}

/** Values of all fields called `name` (lower case), in order. */
export function allFields(block: HeaderBlock, name: FieldName): string[] {
  const values: string[] = [];
  for (const field of block.fields) if (field.name === name) values.push(field.value);
  return values;
}

function findHeaderEnd(
  bytes: Uint8Array,
  start: number,
  end: number,
): { headerEnd: number; bodyStart: number } {
  let lineStart = start;
  while (lineStart < end) {
    if (bytes[lineStart] === LF) return { headerEnd: lineStart, bodyStart: lineStart + 1 };
    if (bytes[lineStart] === CR && bytes[lineStart + 1] === LF) {
      return { headerEnd: lineStart, bodyStart: Math.min(lineStart + 2, end) };
    }
    const lineEnd = bytes.indexOf(LF, lineStart);
    if (lineEnd === -1 || lineEnd >= end) break;
    lineStart = lineEnd + 1;
  }
  return { headerEnd: end, bodyStart: end };
}

function lastLineEnd(bytes: Uint8Array, start: number, end: number): number {
  const newline = bytes.subarray(start, end).lastIndexOf(LF);
  return newline === -1 ? end : start + newline + 1;
}

function splitFields(text: string, which: 'all' | 'read'): HeaderField[] {
  const fields: HeaderField[] = [];
  let name: string | null = null;
  let value = '';
  let colon = -1;
  for (let start = 0; start <= text.length; ) {
    const end = lineEnd(text, start);
    const first = text.charCodeAt(start);
    if (first === SPACE || first === TAB) {
      const more = name === null ? '' : text.slice(start, end).trim();
      if (more !== '') value += value === '' ? more : ` ${more}`;
    } else {
      if (name !== null) fields.push({ name, value });
      // Not looked for again while it stands further down: lines without one may be many.
      if (colon !== Number.POSITIVE_INFINITY && colon < start) colon = nextIndex(text, ':', start);
      name = colon < end ? fieldName(text, start, colon, which) : null;
      value = name === null ? '' : text.slice(colon + 1, end).trim();
    }
    start = end + 1;
  }
  if (name !== null) fields.push({ name, value });
  return fields;
}

/** A bare CR would be taken for a line end further down and let one field forge another: it becomes a space. */
function cleanLine(line: string): string {
  if (!line.includes('\r')) return line;
  return (line.endsWith('\r') ? line.slice(0, -1) : line).replaceAll('\r', ' ');
}

/** RFC 5322 3.6.8: printable ASCII without colon; 4.5 allows blanks before the colon. */
function fieldName(text: string, start: number, colon: number, which: 'all' | 'read'): string | null {
  if (which === 'read' && !mayBeRead(text, start, colon)) return null;
  const name = text.slice(start, Math.min(colon, start + 200)).trimEnd();
  if (!/^[!-9;-~]+$/.test(name)) return null;
  const lower = name.toLowerCase();
  return which === 'all' || READ.has(lower) ? lower : null;
}

/** Two characters tell nearly every name that is not read. */
function mayBeRead(text: string, start: number, colon: number): boolean {
  const isBeforeBlank = text.charCodeAt(colon - 1) === SPACE || text.charCodeAt(colon - 1) === TAB;
  const lengths = READ_LENGTHS[text.charCodeAt(start) | 0x20] ?? 0;
  return isBeforeBlank || (lengths & (1 << (colon - start))) !== 0;
}
