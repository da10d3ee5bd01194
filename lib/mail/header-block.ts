/** Fields beyond this many bytes are not read: no honest header comes near it, and each one costs work. */
export const HEADER_BYTES_MAX = 256 * 1024;

const LF = 10;
const CR = 13;

/** One header field. `name` in lower case; `value` unfolded (RFC 5322 2.2.3), trimmed, encoded words untouched. */
export type HeaderField = { readonly name: string; readonly value: string };

export type HeaderBlock = {
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
 */
export function readHeaderBlock(bytes: Uint8Array, start = 0, end = bytes.length): HeaderBlock {
  const { headerEnd, bodyStart } = findHeaderEnd(bytes, start, end);
  const tooLarge = headerEnd - start > HEADER_BYTES_MAX;
  const readEnd = tooLarge ? lastLineEnd(bytes, start, start + HEADER_BYTES_MAX) : headerEnd;
  return { fields: splitFields(decoder.decode(bytes.subarray(start, readEnd))), bodyStart, tooLarge };
}

/** Value of the first field called `name` (lower case), or null. */
export function firstField(block: HeaderBlock, name: string): string | null {
  for (const field of block.fields) if (field.name === name) return field.value;
  return null;
}

/** Values of all fields called `name` (lower case), in order. */
export function allFields(block: HeaderBlock, name: string): string[] {
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

function splitFields(text: string): HeaderField[] {
  const fields: HeaderField[] = [];
  let name: string | null = null;
  let value = '';
  for (const rawLine of text.split('\n')) {
    const line = cleanLine(rawLine);
    if (line.startsWith(' ') || line.startsWith('\t')) {
      const more = line.trim();
      if (more !== '') value += value === '' ? more : ` ${more}`;
      continue;
    }
    if (name !== null) fields.push({ name, value });
    const colon = line.indexOf(':');
    name = colon === -1 ? null : fieldName(line, colon);
    value = name === null ? '' : line.slice(colon + 1).trim();
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
function fieldName(line: string, colon: number): string | null {
  const name = line.slice(0, Math.min(colon, 200)).trimEnd();
  return /^[!-9;-~]+$/.test(name) ? name.toLowerCase() : null;
}
