import { assert } from '@/lib/base/assert.ts';

/** States in one chunk of the arena: small enough that the last, half empty one costs little. */
const CHUNK_STATES = 1 << 12;
const CHUNK_SHIFT = 12;

/** The table is at most this full: then a search for a free slot stays short and a slot costs 4 to 8 bytes a state. */
const FULL_NUMERATOR = 5;
const FULL_DENOMINATOR = 8;

/**
 * The exact set of visited states. Rows of words in an arena, numbered in the order they were added, and an open
 * addressing table of those numbers. Hashes only find candidates; equality is of all bytes, so no state is ever taken
 * for another. `from` and `choice` of each state make the way back to the initial one.
 */
export type StateSet = {
  readonly words: number;
  /** Words that are left out when states are compared: bit i for byte i of word `maskedWord`. */
  readonly maskWord: number;
  readonly mask: number;
  count: number;
  readonly chunks: Int32Array[];
  readonly from: Int32Array[];
  readonly choice: Uint8Array[];
  table: Int32Array;
};

/** `ignoredByte` is not part of a state's identity; null: every byte is. */
export function createStateSet(stateBytes: number, ignoredByte: number | null): StateSet {
  assert(stateBytes % 4 === 0, 'states are whole words');
  return {
    words: stateBytes / 4,
    maskWord: ignoredByte === null ? 0 : ignoredByte >> 2,
    // Typed arrays are little-endian on every machine that runs JavaScript.
    mask: ignoredByte === null ? -1 : ~(255 << ((ignoredByte & 3) * 8)),
    count: 0,
    chunks: [],
    from: [],
    choice: [],
    table: new Int32Array(1 << 10).fill(-1),
  };
}

/** Number of the state if it is new, −1 if it was there. `from` is the number of its predecessor, −1 for none. */
export function addState(set: StateSet, state: Int32Array, from: number, choice: number): number {
  const { words } = set;
  const last = set.table.length - 1;
  let slot = hashWords(set, state) & last;
  for (;;) {
    const number = set.table[slot] as number;
    if (number === -1) break;
    if (sameState(set, number, state)) return -1;
    slot = (slot + 1) & last;
  }
  const number = set.count;
  if ((number & (CHUNK_STATES - 1)) === 0) addChunk(set);
  const chunk = set.chunks[number >> CHUNK_SHIFT] as Int32Array;
  const row = (number & (CHUNK_STATES - 1)) * words;
  for (let i = 0; i < words; i++) chunk[row + i] = state[i] as number;
  (set.from[number >> CHUNK_SHIFT] as Int32Array)[number & (CHUNK_STATES - 1)] = from;
  (set.choice[number >> CHUNK_SHIFT] as Uint8Array)[number & (CHUNK_STATES - 1)] = choice;
  set.table[slot] = number;
  set.count++;
  if (set.count * FULL_DENOMINATOR > set.table.length * FULL_NUMERATOR) growTable(set);
  return number;
}

export function readState(set: StateSet, number: number, into: Int32Array): void {
  const chunk = set.chunks[number >> CHUNK_SHIFT] as Int32Array;
  const row = (number & (CHUNK_STATES - 1)) * set.words;
  for (let i = 0; i < set.words; i++) into[i] = chunk[row + i] as number;
}

/** -1 for the initial state. */
export function predecessorOf(set: StateSet, number: number): number {
  return (set.from[number >> CHUNK_SHIFT] as Int32Array)[number & (CHUNK_STATES - 1)] as number;
}

/** Choices from the initial state to this one. */
export function pathTo(set: StateSet, number: number): readonly number[] {
  const path: number[] = [];
  for (let at = number; ; ) {
    const from = predecessorOf(set, at);
    if (from === -1) return path.reverse();
    path.push((set.choice[at >> CHUNK_SHIFT] as Uint8Array)[at & (CHUNK_STATES - 1)] as number);
    at = from;
  }
}

/** All memory of the set, in bytes. */
export function countBytes(set: StateSet): number {
  return set.table.byteLength + set.chunks.length * CHUNK_STATES * (set.words * 4 + 5);
}

function addChunk(set: StateSet): void {
  set.chunks.push(new Int32Array(CHUNK_STATES * set.words));
  set.from.push(new Int32Array(CHUNK_STATES));
  set.choice.push(new Uint8Array(CHUNK_STATES));
}

function sameState(set: StateSet, number: number, state: Int32Array): boolean {
  const chunk = set.chunks[number >> CHUNK_SHIFT] as Int32Array;
  const row = (number & (CHUNK_STATES - 1)) * set.words;
  for (let i = 0; i < set.words; i++) {
    const difference = (chunk[row + i] as number) ^ (state[i] as number);
    if (difference !== 0 && (i !== set.maskWord || (difference & set.mask) !== 0)) return false;
  }
  return true;
}

/** Multiply and rotate, a word at a time; the last steps spread the high bits over the low ones, which choose the slot. */
function hashWords(set: StateSet, state: Int32Array): number {
  let hash = 0x2545f491;
  for (let i = 0; i < set.words; i++) {
    const word = i === set.maskWord ? (state[i] as number) & set.mask : (state[i] as number);
    hash = Math.imul(hash ^ word, 0x5bd1e995);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash ^ (hash >>> 13), 0x27d4eb2d);
  return hash ^ (hash >>> 16);
}

function growTable(set: StateSet): void {
  const table = new Int32Array(set.table.length * 2).fill(-1);
  const last = table.length - 1;
  const state = new Int32Array(set.words);
  for (let number = 0; number < set.count; number++) {
    readState(set, number, state);
    let slot = hashWords(set, state) & last;
    while (table[slot] !== -1) slot = (slot + 1) & last;
    table[slot] = number;
  }
  set.table = table;
}
