import { assert } from '@/lib/base/assert.ts';

/** States in one chunk of the arena: small, so that little is empty in the last one. */
const CHUNK_SHIFT = 8;
const CHUNK_STATES = 1 << CHUNK_SHIFT;

/**
 * The table is at most this full: a search for a free slot stays short, and a slot costs 5 to 11 bytes a
 * state.
 */
const FULL_NUMERATOR = 3;
const FULL_DENOMINATOR = 4;

/** The way back is one word: the number of the predecessor above, the choice in the low bits. */
const CHOICE_BITS = 9;
export const CHOICES_MAX = 1 << CHOICE_BITS;
export const STATES_MAX = 2 ** (32 - CHOICE_BITS) - 1;

/**
 * An entry of the table: the number of a state, and above it bits of its hash, so that a state of another
 * hash is told apart without a look at its row, which is a miss of the cache. No state has the number that
 * would make it empty.
 */
const NUMBER_MASK = STATES_MAX;
const EMPTY = -1;

/**
 * The exact set of visited states. Rows of words in an arena, numbered in the order they were added, and an
 * open addressing table of those numbers. Hashes only find candidates; equality is of all bytes, so no state
 * is ever taken for another. The last word of a row is the way back to the initial state.
 */
export type StateSet = {
  /** Of a state; a row has one more. */
  readonly words: number;
  /** What is left out when states are compared: the bits of `maskWord` that are not in `mask`. */
  readonly maskWord: number;
  readonly mask: number;
  count: number;
  readonly chunks: Int32Array[];
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
    table: new Int32Array(256).fill(EMPTY),
  };
}

/**
 * Number of the state if it is new, -1 if it was there. `from` is the number of its predecessor; the first
 * has none.
 */
export function addState(set: StateSet, state: Int32Array, from: number, choice: number): number {
  const { words } = set;
  const last = set.table.length - 1;
  const hash = hashWords(set, state);
  const tag = hash & ~NUMBER_MASK;
  let slot = hash & last;
  for (;;) {
    const entry = set.table[slot] as number;
    if (entry === EMPTY) break;
    if ((entry & ~NUMBER_MASK) === tag && sameState(set, entry & NUMBER_MASK, state)) return -1;
    slot = (slot + 1) & last;
  }
  const number = set.count;
  assert(number < STATES_MAX && choice < CHOICES_MAX, 'the way back fits a word');
  if ((number & (CHUNK_STATES - 1)) === 0) set.chunks.push(new Int32Array(CHUNK_STATES * (words + 1)));
  const chunk = set.chunks[number >> CHUNK_SHIFT] as Int32Array;
  const row = (number & (CHUNK_STATES - 1)) * (words + 1);
  for (let i = 0; i < words; i++) chunk[row + i] = state[i] as number;
  chunk[row + words] = (from << CHOICE_BITS) | choice;
  set.table[slot] = tag | number;
  set.count++;
  if (set.count * FULL_DENOMINATOR > set.table.length * FULL_NUMERATOR) growTable(set);
  return number;
}

export function readState(set: StateSet, number: number, into: Int32Array): void {
  const chunk = set.chunks[number >> CHUNK_SHIFT] as Int32Array;
  const row = (number & (CHUNK_STATES - 1)) * (set.words + 1);
  for (let i = 0; i < set.words; i++) into[i] = chunk[row + i] as number;
}

/** Of any state but the first. */
export function predecessorOf(set: StateSet, number: number): number {
  return wayBack(set, number) >>> CHOICE_BITS;
}

/** Choices from the initial state to this one. */
export function pathTo(set: StateSet, number: number): readonly number[] {
  const path: number[] = [];
  for (let at = number; at !== 0; at = predecessorOf(set, at))
    path.push(wayBack(set, at) & (CHOICES_MAX - 1));
  return path.reverse();
}

/** All memory of the set, in bytes. */
export function countBytes(set: StateSet): number {
  return set.table.byteLength + set.chunks.length * CHUNK_STATES * (set.words + 1) * 4;
}

function wayBack(set: StateSet, number: number): number {
  const chunk = set.chunks[number >> CHUNK_SHIFT] as Int32Array;
  return chunk[(number & (CHUNK_STATES - 1)) * (set.words + 1) + set.words] as number;
}

function sameState(set: StateSet, number: number, state: Int32Array): boolean {
  const chunk = set.chunks[number >> CHUNK_SHIFT] as Int32Array;
  const row = (number & (CHUNK_STATES - 1)) * (set.words + 1);
  for (let i = 0; i < set.words; i++) {
    const difference = (chunk[row + i] as number) ^ (state[i] as number);
    if (difference !== 0 && (i !== set.maskWord || (difference & set.mask) !== 0)) return false;
  }
  return true;
}

/**
 * Multiply and rotate, a word at a time; the last steps spread the high bits over the low ones, which choose
 * the slot.
 */
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
  const table = new Int32Array(set.table.length * 2).fill(EMPTY);
  const last = table.length - 1;
  const state = new Int32Array(set.words);
  for (let number = 0; number < set.count; number++) {
    readState(set, number, state);
    const hash = hashWords(set, state);
    let slot = hash & last;
    while (table[slot] !== EMPTY) slot = (slot + 1) & last;
    table[slot] = (hash & ~NUMBER_MASK) | number;
  }
  set.table = table;
}
