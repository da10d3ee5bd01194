const SEPARATOR = 'From mboxrd@z Thu Jan  1 00:00:00 1970\n';

/** Left out as public-inbox leaves them out: they describe a copy in some mailbox, and readers of mbox trust them. */
const DROPPED_HEADERS: ReadonlySet<string> = new Set(['lines', 'bytes', 'content-length', 'status']);

const FEED = 10;
const QUOTE = 62;
const FROM = 'From ';

/**
 * One mboxrd entry as public-inbox gives it: separator, header fields, body with one more `>` before every
 * `>*From `, an empty line. Bytes in, bytes out: a message of any charset comes out as it came in.
 */
export function mboxrdEntry(bytes: Uint8Array): Uint8Array {
  const mail = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Uint8Array[] = [Buffer.from(SEPARATOR)];
  const bodyStart = pushHeader(chunks, mail);
  pushBody(chunks, mail, bodyStart);
  if (mail.at(-1) !== FEED) chunks.push(Buffer.from('\n'));
  chunks.push(Buffer.from('\n'));
  return new Uint8Array(Buffer.concat(chunks));
}

/** The header fields that stay, and the empty line behind them. Returns where the body begins. */
function pushHeader(chunks: Uint8Array[], mail: Buffer): number {
  let dropping = false;
  for (let at = 0; at < mail.length; ) {
    const feed = mail.indexOf(FEED, at);
    const next = feed < 0 ? mail.length : feed + 1;
    const line = mail.subarray(at, next);
    if (!isContinuation(line)) dropping = isDropped(line) || (at === 0 && startsWithFrom(line));
    if (isBlank(line) || !dropping) chunks.push(line);
    if (isBlank(line)) return next;
    at = next;
  }
  return mail.length;
}

/** From one `From ` to the next: most lines need no look. */
function pushBody(chunks: Uint8Array[], mail: Buffer, start: number): void {
  let from = start;
  for (let at = mail.indexOf(FROM, start); at >= 0; at = mail.indexOf(FROM, at + 1)) {
    let line = at;
    while (line > start && mail[line - 1] === QUOTE) line--;
    if (line > start && mail[line - 1] !== FEED) continue;
    chunks.push(mail.subarray(from, line), Buffer.from('>'));
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

function startsWithFrom(line: Buffer): boolean {
  return line.subarray(0, FROM.length).equals(Buffer.from(FROM));
}
