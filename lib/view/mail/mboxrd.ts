const SEPARATOR = new TextEncoder().encode('From mboxrd@z Thu Jan  1 00:00:00 1970\n');

/** Left out as public-inbox leaves them out: they describe a copy in some mailbox, and readers of mbox trust them. */
const DROPPED_HEADERS: ReadonlySet<string> = new Set(['lines', 'bytes', 'content-length', 'status']);
/** The first letters of these, in lower case. */
const DROPPED_FIRST: readonly number[] = [98, 99, 108, 115];
const LATIN = new TextDecoder('latin1');

const FEED = 10;
const QUOTE = 62;
const QUOTES = Uint8Array.of(QUOTE);
/** Only the first letter of `From ` is searched for: it is rare, and bytes have no search for words. */
const FIRST = 70;

/**
 * One mboxrd entry as public-inbox gives it: separator, header fields, body with one more `>` before every
 * `>*From `, an empty line. Bytes in, bytes out: a message of any charset comes out as it came in.
 */
export function mboxrdEntry(bytes: Uint8Array): Uint8Array {
  // Twice, to measure and to copy: a mail of 25 MB may be four million lines, and a list of them took 1.5 GB.
  let length = SEPARATOR.length;
  walk(bytes, (from, to) => {
    length += to - from;
  });
  const isEnded = bytes.at(-1) === FEED;
  const entry = new Uint8Array(length + (isEnded ? 1 : 2)).fill(FEED, length);
  entry.set(SEPARATOR);
  let at = SEPARATOR.length;
  walk(bytes, (from, to, part) => {
    if (to - from === 1) entry[at] = part[from] ?? 0;
    else entry.set(part.subarray(from, to), at);
    at += to - from;
  });
  return entry;
}

/** Gets the bytes of an entry in their order, as ranges of `part`. */
type Write = (from: number, to: number, part: Uint8Array) => void;

function walk(mail: Uint8Array, write: Write): void {
  walkBody(mail, walkHeader(mail, write), write);
}

/** The header fields that stay, and the empty line behind them. Returns where the body begins. */
function walkHeader(mail: Uint8Array, write: Write): number {
  let dropping = false;
  let from = 0;
  for (let at = 0; at < mail.length; ) {
    const feed = mail.indexOf(FEED, at);
    const next = feed < 0 ? mail.length : feed + 1;
    const isEnd = isBlank(mail, at);
    const was = dropping;
    if (!isContinuation(mail, at)) dropping = isDropped(mail, at) || (at === 0 && isFrom(mail, at));
    if (isEnd) dropping = false;
    if (!was && dropping && from < at) write(from, at, mail);
    if (was && !dropping) from = at;
    if (dropping) from = next;
    if (isEnd) {
      write(from, next, mail);
      return next;
    }
    at = next;
  }
  if (from < mail.length) write(from, mail.length, mail);
  return mail.length;
}

/** From one `From ` to the next: most lines need no look. */
function walkBody(mail: Uint8Array, start: number, write: Write): void {
  let from = start;
  for (let at = mail.indexOf(FIRST, start); at >= 0; at = mail.indexOf(FIRST, at + 1)) {
    if (!isFrom(mail, at)) continue;
    let line = at;
    while (line > start && mail[line - 1] === QUOTE) line--;
    if (line > start && mail[line - 1] !== FEED) continue;
    if (from < line) write(from, line, mail);
    write(0, 1, QUOTES);
    from = line;
  }
  if (from < mail.length) write(from, mail.length, mail);
}

function isBlank(mail: Uint8Array, at: number): boolean {
  return mail[at] === FEED || (mail[at] === 13 && (at + 1 === mail.length || mail[at + 1] === FEED));
}

function isContinuation(mail: Uint8Array, at: number): boolean {
  return mail[at] === 32 || mail[at] === 9;
}

/** `at` is the beginning of a line. */
function isDropped(mail: Uint8Array, at: number): boolean {
  // Most lines begin otherwise, and need no text made of them.
  if (!DROPPED_FIRST.includes((mail[at] ?? 0) | 32)) return false;
  const end = mail.indexOf(FEED, at);
  const name = LATIN.decode(mail.subarray(at, Math.min(at + 20, end < 0 ? mail.length : end)));
  return DROPPED_HEADERS.has((name.split(':', 1)[0] ?? '').trimEnd().toLowerCase());
}

function isFrom(mail: Uint8Array, at: number): boolean {
  return (
    mail[at] === FIRST &&
    mail[at + 1] === 114 &&
    mail[at + 2] === 111 &&
    mail[at + 3] === 109 &&
    mail[at + 4] === 32
  );
}
