/** Numbers words, each a row of bytes, from 0 up. All memory is taken at once, so that a word costs no allocation. */
export type WordTable = {
  /**
   * Of each slot one more than the number of the word that has it, 0 for none, then the hash of that word: beside each
   * other, as a table does not fit into the caches of a processor and each place looked at costs more than its reading.
   */
  readonly slots: Int32Array;
  /** Where in `bytes` each word begins; the end of the last one follows it. */
  readonly starts: Int32Array;
  readonly bytes: Uint8Array;
  count: number;
};

/** There are twice as many slots as words: few words share a way to their slot. `wordsMax` is a power of two. */
export function createWordTable(wordsMax: number, bytesMax: number): WordTable {
  return {
    slots: new Int32Array(wordsMax * 4),
    starts: new Int32Array(wordsMax + 1),
    bytes: new Uint8Array(bytesMax),
    count: 0,
  };
}

/** Whether `words` more of `bytes` bytes in all fit. */
export function hasRoom(table: WordTable, words: number, bytes: number): boolean {
  const { count, starts } = table;
  return count + words < starts.length && (starts[count] ?? 0) + bytes <= table.bytes.length;
}

/** FNV-1a, a byte at a time. */
export const HASH_START = 0x811c9dc5 | 0;
export function hashByte(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, 0x01000193);
}

/** Number of the word in `source` from `start` to `end`, whose hash is `hash`; it is given one if it has none. */
export function numberWord(
  table: WordTable,
  source: Uint8Array,
  start: number,
  end: number,
  hash: number,
): number {
  const { slots } = table;
  // The low bits alone would be those of the last letters.
  const mask = (slots.length >> 1) - 1;
  let slot = (hash ^ (hash >>> 15)) & mask;
  for (let found = slots[2 * slot] ?? 0; found !== 0; found = slots[2 * slot] ?? 0) {
    if (slots[2 * slot + 1] === hash && isWord(table, found - 1, source, start, end)) return found - 1;
    slot = (slot + 1) & mask;
  }
  slots[2 * slot] = table.count + 1;
  slots[2 * slot + 1] = hash;
  return addWord(table, source, start, end);
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
/** A word that is being made: one that stands in no text. */
const scratch = new Uint8Array(1_024);
const UTF8_BYTES_MAX = 3;

/** Number of a text. */
export function numberText(table: WordTable, text: string): number {
  if (text.length * UTF8_BYTES_MAX > scratch.length) return numberBytes(table, encoder.encode(text));
  const { written } = encoder.encodeInto(text, scratch);
  return numberBytes(table, scratch, written);
}

/** Number of the word in `source` behind a byte; it has less than a thousand bytes. */
export function numberBehind(
  table: WordTable,
  first: number,
  source: Uint8Array,
  start: number,
  end: number,
): number {
  scratch[0] = first;
  let length = 1;
  for (let at = start; at < end; at += 1) {
    scratch[length] = source[at] ?? 0;
    length += 1;
  }
  return numberBytes(table, scratch, length);
}

function numberBytes(table: WordTable, bytes: Uint8Array, length = bytes.length): number {
  let hash = HASH_START;
  for (let at = 0; at < length; at += 1) hash = hashByte(hash, bytes[at] ?? 0);
  return numberWord(table, bytes, 0, length, hash);
}

function isWord(
  { starts, bytes }: WordTable,
  word: number,
  source: Uint8Array,
  start: number,
  end: number,
): boolean {
  const from = starts[word] ?? 0;
  if ((starts[word + 1] ?? 0) - from !== end - start) return false;
  for (let at = start; at < end; at += 1) if (source[at] !== bytes[from + at - start]) return false;
  return true;
}

/** Words are short: a call for each costs more than their bytes. */
function addWord(table: WordTable, source: Uint8Array, start: number, end: number): number {
  const { starts, bytes, count } = table;
  let to = starts[count] ?? 0;
  for (let at = start; at < end; at += 1) {
    bytes[to] = source[at] ?? 0;
    to += 1;
  }
  starts[count + 1] = to;
  table.count += 1;
  return count;
}

export function wordText({ starts, bytes }: WordTable, word: number): string {
  return decoder.decode(bytes.subarray(starts[word], starts[word + 1]));
}

export function wordLength({ starts }: WordTable, word: number): number {
  return (starts[word + 1] ?? 0) - (starts[word] ?? 0);
}

export function clearWordTable(table: WordTable): void {
  table.slots.fill(0);
  table.count = 0;
}
