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

/** There are twice as many slots as words: few words share a way to their slot. `wordsMax` is a power of two. */
export function createWordTable(wordsMax: number, bytesMax: number): WordTable {
  return {
    slots: new Int32Array(wordsMax * 2),
    hashes: new Int32Array(wordsMax),
    starts: new Int32Array(wordsMax + 1),
    bytes: new Uint8Array(bytesMax),
    count: 0,
  };
}

/** Whether `words` more of `bytes` bytes in all fit. */
export function hasRoom(table: WordTable, words: number, bytes: number): boolean {
  const { count, hashes, starts } = table;
  return count + words <= hashes.length && (starts[count] ?? 0) + bytes <= table.bytes.length;
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
  const mask = slots.length - 1;
  let slot = (hash ^ (hash >>> 15)) & mask;
  for (let found = slots[slot] ?? 0; found !== 0; found = slots[slot] ?? 0) {
    if (hashes[found - 1] === hash && isWord(table, found - 1, source, start, end)) return found - 1;
    slot = (slot + 1) & mask;
  }
  return addWord(table, slot, source.subarray(start, end), hash);
}

/** Number of a text. */
export function numberText(table: WordTable, text: string): number {
  const bytes = new TextEncoder().encode(text);
  let hash = HASH_START;
  for (let at = 0; at < bytes.length; at += 1) hash = hashByte(hash, bytes[at] ?? 0);
  return numberWord(table, bytes, 0, bytes.length, hash);
}

/** Number of the word behind a byte: most terms of an index, so they are put together in `scratch` alone. */
export function numberBehind(table: WordTable, scratch: Uint8Array, first: number, word: Uint8Array): number {
  scratch[0] = first;
  let hash = hashByte(HASH_START, first);
  for (let at = 0; at < word.length; at += 1) {
    const byte = word[at] ?? 0;
    scratch[at + 1] = byte;
    hash = hashByte(hash, byte);
  }
  return numberWord(table, scratch, 0, word.length + 1, hash);
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
