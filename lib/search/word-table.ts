/** Numbers words, each a row of bytes, from 0 up. All memory is taken at once, so that a word costs no allocation. */
export type WordTable = {
  /** One more than the number of the word that has this slot; 0: none. */
  readonly slots: Int32Array;
  readonly hashes: Int32Array;
  /** Where in `bytes` each word begins; the end of the last one follows it. */
  readonly starts: Int32Array;
  readonly bytes: Uint8Array;
  count: number;
};

/** Four times the words there may be: few words share a way to their slot. */
const SLOTS = 1 << 18;
export const WORDS_MAX = SLOTS >> 1;
/** For `WORDS_MAX` words of common length, and any one message. */
export const BYTES_MAX = 1 << 21;

export function createWordTable(): WordTable {
  return {
    slots: new Int32Array(SLOTS),
    hashes: new Int32Array(WORDS_MAX),
    starts: new Int32Array(WORDS_MAX + 1),
    bytes: new Uint8Array(BYTES_MAX),
    count: 0,
  };
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
  const { slots, hashes } = table;
  // The low bits alone would be those of the last letters.
  let slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
  for (let found = slots[slot] ?? 0; found !== 0; found = slots[slot] ?? 0) {
    if (hashes[found - 1] === hash && isWord(table, found - 1, source, start, end)) return found - 1;
    slot = (slot + 1) & (SLOTS - 1);
  }
  return addWord(table, slot, source.subarray(start, end), hash);
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

function addWord(table: WordTable, slot: number, word: Uint8Array, hash: number): number {
  const number = table.count;
  const from = table.starts[number] ?? 0;
  table.bytes.set(word, from);
  table.starts[number + 1] = from + word.length;
  table.hashes[number] = hash;
  table.count += 1;
  table.slots[slot] = number + 1;
  return number;
}

export function wordBytes({ starts, bytes }: WordTable, word: number): Uint8Array {
  return bytes.subarray(starts[word], starts[word + 1]);
}

export function wordLength({ starts }: WordTable, word: number): number {
  return (starts[word + 1] ?? 0) - (starts[word] ?? 0);
}

export function clearWordTable(table: WordTable): void {
  table.slots.fill(0);
  table.count = 0;
}
