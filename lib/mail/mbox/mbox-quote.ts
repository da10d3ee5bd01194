const LF = 10;
const CR = 13;
const GREATER = 62;
const FROM = new TextEncoder().encode('From ');

/** How a body line that starts with `From ` is told from a From_ line: mboxo quotes that, mboxrd `>From ` as well. */
export type MboxKind = 'mboxrd' | 'mboxo';

/** Number of `>` before `From ` at `at`: 0 for a bare `From `, -1 when the line is something else. */
export function quotingDepth(bytes: Uint8Array, at: number): number {
  let from = at;
  while (bytes[from] === GREATER) from += 1;
  for (let index = 0; index < FROM.length; index += 1) if (bytes[from + index] !== FROM[index]) return -1;
  return from - at;
}

export function isBlankLine(bytes: Uint8Array, start: number, next: number): boolean {
  const length = next - start;
  return (
    (length === 1 && bytes[start] === LF) || (length === 2 && bytes[start] === CR && bytes[start + 1] === LF)
  );
}

/**
 * The message in `region`, which starts with its From_ line: without that line and without the one blank line that
 * separates it from the next. `quoting` null says that no line is quoted. Always a copy.
 */
export function messageOfMbox(region: Uint8Array, quoting: MboxKind | null): Uint8Array {
  const newline = region.indexOf(LF);
  const start = newline === -1 ? region.length : newline + 1;
  const message = region.subarray(start, withoutBlankLine(region, start));
  return quoting === null ? message.slice() : unquote(message, quoting);
}

function withoutBlankLine(region: Uint8Array, start: number): number {
  const end = region.length;
  for (const length of [1, 2]) {
    const blank = end - length;
    const isLine = blank === start || region[blank - 1] === LF;
    if (blank >= start && isLine && isBlankLine(region, blank, end)) return blank;
  }
  return end;
}

function unquote(message: Uint8Array, kind: MboxKind): Uint8Array {
  const plain = new Uint8Array(message.length);
  let length = 0;
  let start = 0;
  while (start < message.length) {
    const newline = message.indexOf(LF, start);
    const next = newline === -1 ? message.length : newline + 1;
    const depth = quotingDepth(message, start);
    const isQuoted = kind === 'mboxrd' ? depth >= 1 : depth === 1;
    const line = message.subarray(isQuoted ? start + 1 : start, next);
    plain.set(line, length);
    length += line.length;
    start = next;
  }
  return plain.slice(0, length);
}
