const SEPARATOR = 'From mboxrd@z Thu Jan  1 00:00:00 1970\n';

/** Left out as public-inbox leaves them out: they describe a copy in some mailbox, and readers of mbox trust them. */
const DROPPED_HEADERS: ReadonlySet<string> = new Set(['lines', 'bytes', 'content-length', 'status']);

const FEED = 10;
const QUOTE = 62;
/** Only the first letter of `From ` is searched for: it is rare, and bytes have no search for words. */
const FIRST = 70;
const REST = [114, 111, 109, 32] as const;

/**
 * One mboxrd entry as public-inbox gives it: separator, header fields, body with one more `>` before every
 * `>*From `, an empty line. Bytes in, bytes out: a message of any charset comes out as it came in.
 */
export function mboxrdEntry(bytes: Uint8Array): Uint8Array {
  const chunks: Uint8Array[] = [bytesOf(SEPARATOR)];
  const bodyStart = pushHeader(chunks, bytes);
  pushBody(chunks, bytes, bodyStart);
  if (bytes.at(-1) !== FEED) chunks.push(Uint8Array.of(FEED));
  chunks.push(Uint8Array.of(FEED));
  return joined(chunks);
}

/** The header fields that stay, and the empty line behind them. Returns where the body begins. */
function pushHeader(chunks: Uint8Array[], mail: Uint8Array): number {
  let dropping = false;
  for (let at = 0; at < mail.length; ) {
    const feed = mail.indexOf(FEED, at);
    const next = feed < 0 ? mail.length : feed + 1;
    const line = mail.subarray(at, next);
    if (!isContinuation(line)) dropping = isDropped(line) || (at === 0 && isFrom(line, 0));
    if (isBlank(line) || !dropping) chunks.push(line);
    if (isBlank(line)) return next;
    at = next;
  }
  return mail.length;
}

/** From one `From ` to the next: most lines need no look. */
function pushBody(chunks: Uint8Array[], mail: Uint8Array, start: number): void {
  let from = start;
  for (let at = mail.indexOf(FIRST, start); at >= 0; at = mail.indexOf(FIRST, at + 1)) {
    if (!isFrom(mail, at)) continue;
    let line = at;
    while (line > start && mail[line - 1] === QUOTE) line--;
    if (line > start && mail[line - 1] !== FEED) continue;
    chunks.push(mail.subarray(from, line), Uint8Array.of(QUOTE));
    from = line;
  }
  chunks.push(mail.subarray(from));
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

function isFrom(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === FIRST && REST.every((byte, index) => bytes[at + 1 + index] === byte);
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
