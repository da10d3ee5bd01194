const SEPARATOR = 'From mboxrd@z Thu Jan  1 00:00:00 1970\n';

/** Left out as public-inbox leaves them out: they describe a copy in some mailbox, and readers of mbox trust them. */
const DROPPED_HEADERS: ReadonlySet<string> = new Set(['lines', 'bytes', 'content-length', 'status']);

const FEED = 10;
const FROM = new TextEncoder().encode('From ');

/**
 * One mboxrd entry as public-inbox gives it: separator, header fields, body with one more `>` before every
 * `>*From `, an empty line. Bytes in, bytes out: a message of any charset comes out as it came in.
 */
export function mboxrdEntry(bytes: Uint8Array): Uint8Array {
  const chunks: Uint8Array[] = [new TextEncoder().encode(SEPARATOR)];
  let inHeader = true;
  let dropping = false;
  let isFirstLine = true;
  for (let at = 0; at < bytes.length; ) {
    const feed = bytes.indexOf(FEED, at);
    const next = feed < 0 ? bytes.length : feed + 1;
    const line = bytes.subarray(at, next);
    if (inHeader) {
      if (isBlank(line)) inHeader = false;
      else if (!isContinuation(line)) dropping = isDropped(line) || (isFirstLine && startsWithFrom(line, 0));
    }
    if (inHeader ? !dropping : true) {
      if (!inHeader && startsWithFrom(line, countQuotes(line))) chunks.push(new Uint8Array([62]));
      chunks.push(line);
    }
    isFirstLine = false;
    at = next;
  }
  if (bytes.at(-1) !== FEED) chunks.push(new Uint8Array([FEED]));
  chunks.push(new Uint8Array([FEED]));
  return concat(chunks);
}

function isBlank(line: Uint8Array): boolean {
  return line[0] === FEED || (line[0] === 13 && (line.length === 1 || line[1] === FEED));
}

function isContinuation(line: Uint8Array): boolean {
  return line[0] === 32 || line[0] === 9;
}

function isDropped(line: Uint8Array): boolean {
  const name = new TextDecoder('latin1').decode(line.subarray(0, 20)).split(':', 1)[0] ?? '';
  return DROPPED_HEADERS.has(name.trimEnd().toLowerCase());
}

function countQuotes(line: Uint8Array): number {
  let count = 0;
  while (line[count] === 62) count++;
  return count;
}

function startsWithFrom(line: Uint8Array, offset: number): boolean {
  return FROM.every((byte, at) => line[offset + at] === byte);
}

function concat(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
