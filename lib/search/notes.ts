import { createWordTable, type WordTable, wordLength } from '@/lib/search/word-table.ts';

/**
 * The terms of one message with their places, and the tsvector made of them.
 *
 * A tsvector holds at most 1 MiB of words and places, and the INSERT of a larger one fails, hence the limits of what is
 * indexed: a word of one letter of three bytes takes eight bytes of it and two characters there.
 */
export type Notes = {
  readonly terms: WordTable;
  /** Of each term how many places it has in this message, and above `WEIGHT_SHIFT` the weights among them as bits. */
  readonly counts: Int32Array;
  /** The terms of this message in the order they were met. */
  readonly found: Int32Array;
  foundCount: number;
  /** Term and place, weight and position, of each word of this message. */
  readonly placeTerms: Int32Array;
  readonly places: Uint16Array;
  placeCount: number;
  /** Terms that one message may have. */
  readonly wordsMax: number;
};

/** Characters of all texts of a message that are indexed. */
export const TEXT_LENGTH_MAX = 146_000;

/** Limits of a tsvector: its positions have 14 bits, and a word has at most 255 of them. */
export const POSITION_MAX = 16_383;
const POSITIONS_MAX = 255;

export function createNotes(): Notes {
  const wordsMax = TEXT_LENGTH_MAX * 1.5;
  const terms = createWordTable(1 << 19, 1 << 23);
  return {
    terms,
    counts: new Int32Array(1 << 19),
    found: new Int32Array(wordsMax),
    foundCount: 0,
    placeTerms: new Int32Array(wordsMax),
    places: new Uint16Array(wordsMax),
    placeCount: 0,
    wordsMax,
  };
}

const WEIGHT_SHIFT = 16;
const COUNT_MASK = (1 << WEIGHT_SHIFT) - 1;

/** One place of each weight; positions rise. */
export function noteOnce(notes: Notes, term: number, weight: number, position: number): void {
  if (((notes.counts[term] ?? 0) & bitOf(weight)) === 0) note(notes, term, weight, position);
}

/**
 * Positions rise. Where there is room for none more, the last one gives way to a place of another weight, or, beyond
 * the last position, to one that weighs more.
 */
export function note(notes: Notes, term: number, weight: number, position: number): void {
  const count = notes.counts[term] ?? 0;
  if (count === 0) {
    notes.found[notes.foundCount] = term;
    notes.foundCount += 1;
  } else if ((count & COUNT_MASK) === POSITIONS_MAX || position === POSITION_MAX) {
    replaceLast(notes, term, weight, position);
    return;
  }
  add(notes, term, weight, position);
}

function bitOf(weight: number): number {
  return 1 << (WEIGHT_SHIFT + weight);
}

function add(notes: Notes, term: number, weight: number, position: number): void {
  const { counts, placeTerms, places, placeCount } = notes;
  counts[term] = ((counts[term] ?? 0) + 1) | bitOf(weight);
  placeTerms[placeCount] = term;
  places[placeCount] = (weight << 14) | position;
  notes.placeCount = placeCount + 1;
}

/** Seldom needed, so it may look for the place; of the last position there is one place only. */
function replaceLast(notes: Notes, term: number, weight: number, position: number): void {
  const { counts, placeTerms, places } = notes;
  const count = counts[term] ?? 0;
  const last = placeTerms.lastIndexOf(term, notes.placeCount - 1);
  const place = places[last] ?? 0;
  const isTaken = (place & POSITION_MAX) === POSITION_MAX;
  if (!isTaken && (count & COUNT_MASK) < POSITIONS_MAX) {
    add(notes, term, weight, position);
  } else if (isTaken ? weight > place >> 14 : (count & bitOf(weight)) === 0) {
    places[last] = (weight << 14) | position;
    counts[term] = count | bitOf(weight);
  }
}

/**
 * The vector; the notes are empty afterwards. The number of words, then each: its bytes, NUL, the number of its places,
 * these. PostgreSQL sorts them.
 */
export function encodeNotes(notes: Notes): Uint8Array {
  const { terms, counts, found, foundCount, placeTerms, places, placeCount } = notes;
  let length = 4 + 3 * foundCount + 2 * placeCount;
  for (let i = 0; i < foundCount; i += 1) length += wordLength(terms, found[i] ?? 0);
  const out = new Uint8Array(length);
  writeInt16(out, writeInt16(out, 0, foundCount >> 16), foundCount & 0xffff);
  let at = 4;
  for (let i = 0; i < foundCount; i += 1) {
    const term = found[i] ?? 0;
    const count = (counts[term] ?? 0) & COUNT_MASK;
    at = writeInt16(out, copyWord(out, at, terms, term) + 1, count);
    // From here on where the next place of the term goes.
    counts[term] = at;
    at += 2 * count;
  }
  for (let i = 0; i < placeCount; i += 1) {
    const term = placeTerms[i] ?? 0;
    counts[term] = writeInt16(out, counts[term] ?? 0, places[i] ?? 0);
  }
  for (let i = 0; i < foundCount; i += 1) counts[found[i] ?? 0] = 0;
  notes.foundCount = 0;
  notes.placeCount = 0;
  return out;
}

/** Words are short: a call for each costs more than their bytes. */
function copyWord(out: Uint8Array, at: number, { starts, bytes }: WordTable, word: number): number {
  let to = at;
  const end = starts[word + 1] ?? 0;
  for (let from = starts[word] ?? 0; from < end; from += 1) {
    out[to] = bytes[from] ?? 0;
    to += 1;
  }
  return to;
}

function writeInt16(out: Uint8Array, at: number, value: number): number {
  out[at] = value >> 8;
  out[at + 1] = value & 0xff;
  return at + 2;
}
