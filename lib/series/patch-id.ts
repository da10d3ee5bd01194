/** Hex digest of the UTF-8 bytes of a text; the rooms that have a SHA-1 pass it in. */
export type HashText = (text: string) => string;

const HEX_ID = /^[0-9a-f]{40}/i;
/** What git calls white space when it strips it: no form feed, no vertical tab. */
const BLANKS = /[\t\n\r ]+/g;
/** Shorter lines that begin with a backslash are content, longer ones say `\ No newline at end of file`. */
const NO_NEWLINE_LENGTH_MIN = 13;

/** Old and new lines the hunk still has: -1 in a header, 0 after the last hunk line. */
type Hashing = {
  readonly pieces: string[];
  current: string[];
  length: number;
  before: number;
  after: number;
  binary: boolean;
  oids: string;
};

/**
 * The texts that `git patch-id --stable` hashes for the first patch of a body, one for each file: lines without white
 * space, without `index` lines and line numbers. Null when git finds no patch, which needs a `diff ` line. Follows
 * get_one_patchid of git 2.39, its oddities too (what follows a binary file loses its `diff` line, a file that only
 * changes its mode or name is one text with the next), because an id is worth nothing when it differs from git's.
 */
export function patchIdText(body: string): readonly string[] | null {
  for (let start = 0; start < body.length; ) {
    const hashing: Hashing = {
      ...{ pieces: [], current: [], length: 0, before: -1, after: -1 },
      ...{ binary: false, oids: '' },
    };
    while (start < body.length) {
      const newline = body.indexOf('\n', start);
      const end = newline === -1 ? body.length : newline + 1;
      const goesOn = takeLine(hashing, beforeNul(body.slice(start, end)));
      start = end;
      if (!goesOn) break;
    }
    flush(hashing);
    if (hashing.length > 0) return hashing.pieces;
  }
  return null;
}

/**
 * The id `git patch-id --stable` prints: the SHA-1 of every file, added up byte by byte with carry, so that the order
 * of the files does not matter. Null when there is no patch.
 */
export function patchId(body: string, sha1: HashText): string | null {
  const pieces = patchIdText(body);
  if (pieces === null) return null;
  const sum = new Uint8Array(20);
  for (const piece of pieces) {
    const digest = sha1(piece);
    let carry = 0;
    for (let i = 0; i < sum.length; i++) {
      carry += (sum[i] ?? 0) + Number.parseInt(digest.slice(2 * i, 2 * i + 2), 16);
      sum[i] = carry & 0xff;
      carry >>= 8;
    }
  }
  return [...sum].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** False at the end of the patch; the line that ended it is used up, as in git. */
function takeLine(hashing: Hashing, line: string): boolean {
  const isNoted = line.startsWith('commit ') || line.startsWith('From ');
  if (!isNoted && line.startsWith('\\ ') && line.length >= NO_NEWLINE_LENGTH_MIN) return true;
  const rest = line.startsWith('commit ') ? line.slice(7) : line.startsWith('From ') ? line.slice(5) : line;
  if (HEX_ID.test(rest)) return false;
  if (hashing.length === 0 && !line.startsWith('diff ')) return true;
  if (hashing.before === -1) {
    const header = takeHeader(hashing, line);
    if (header !== 'hash') return header === 'skip';
  }
  if (hashing.binary) {
    if (line.startsWith('diff ')) {
      hashing.binary = false;
      hashing.before = -1;
    }
    return true;
  }
  if (hashing.before === 0 && hashing.after === 0) {
    if (line.startsWith('@@ -')) {
      readCounts(hashing, line);
      return true;
    }
    if (!line.startsWith('diff ')) return false;
    flush(hashing);
    hashing.before = -1;
    hashing.after = -1;
  }
  if (line.startsWith('-') || line.startsWith(' ')) hashing.before--;
  if (line.startsWith('+') || line.startsWith(' ')) hashing.after--;
  const text = line.replace(BLANKS, '');
  hashing.length += text.length;
  hashing.current.push(text);
  return true;
}

function takeHeader(hashing: Hashing, line: string): 'hash' | 'skip' | 'end' {
  if (line.startsWith('GIT binary patch') || line.startsWith('Binary files')) {
    hashing.binary = true;
    hashing.before = 0;
    hashing.current.push(hashing.oids);
    flush(hashing);
    return 'skip';
  }
  if (line.startsWith('index ')) {
    const dots = line.indexOf('..');
    if (dots !== -1) {
      const blank = line.indexOf(' ', dots);
      const end = blank === -1 ? line.length - 1 : blank;
      hashing.oids = line.slice(6, dots).slice(0, 40) + line.slice(dots + 2, end).slice(0, 40);
    }
    return 'skip';
  }
  if (line.startsWith('--- ')) {
    hashing.before = 1;
    hashing.after = 1;
    return 'hash';
  }
  return /^[A-Za-z]/.test(line) ? 'hash' : 'end';
}

function readCounts(hashing: Hashing, line: string): void {
  const old = /^@@ -\d*(?:,(\d*))?/.exec(line);
  hashing.before = old?.[1] === undefined ? 1 : Number(old[1]);
  const both = /^@@ -(?:\d+|\d*,\d+) \+(\d*)(?:,(\d*))?/.exec(line);
  if (both !== null) hashing.after = both[2] === undefined ? 1 : Number(both[2]);
}

function flush(hashing: Hashing): void {
  hashing.pieces.push(hashing.current.join(''));
  hashing.current = [];
}

function beforeNul(line: string): string {
  const nul = line.indexOf('\0');
  return nul === -1 ? line : line.slice(0, nul);
}
