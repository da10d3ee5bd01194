import type { Email } from '@/lib/mail/email.ts';
import {
  BYTES_MAX,
  clearWordTable,
  createWordTable,
  HASH_START,
  hashByte,
  numberWord,
  WORDS_MAX,
  type WordTable,
  wordBytes,
  wordLength,
} from '@/lib/search/word-table.ts';
import { evenScripts, termOf } from '@/lib/search/words.ts';

/** Weights of a tsvector: where in a message a word stands. */
const SUBJECT = 3;
const PEOPLE = 2;
const OWN = 1;
const QUOTED = 0;

/** Limits of a tsvector: its positions have 14 bits, and a word has at most 255 of them. */
const POSITION_MAX = 16_383;
const POSITIONS_MAX = 255;
/** Longer ones are base64 and rules of dashes; an object name has 64 digits. */
const WORD_BYTES_MAX = 64;

/**
 * Characters that are indexed of one message. A tsvector holds at most 1 MiB and the INSERT of a larger one fails; a
 * word of one letter of three bytes takes ten bytes of it and two characters here.
 */
const BODY_LENGTH_MAX = 120_000;
const PEOPLE_LENGTH_MAX = 20_000;
const SUBJECT_LENGTH_MAX = 5_000;
const TEXT_LENGTH_MAX = BODY_LENGTH_MAX + PEOPLE_LENGTH_MAX + SUBJECT_LENGTH_MAX;
const UTF8_BYTES_MAX = 3;

const LF = 10;
const DIFF = new TextEncoder().encode('diff --git ');
/** A byte of a word in lower case; 0 is no byte of a word. */
const LETTERS = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 0x80) return byte;
  const character = String.fromCharCode(byte).toLowerCase();
  return /[a-z0-9_]/.test(character) ? character.charCodeAt(0) : 0;
});

type Indexer = {
  readonly text: Uint8Array;
  /** Words as they stand, and what they are indexed as: numbers in `terms`, -1 for what is not, -2 not known yet. */
  readonly words: WordTable;
  readonly termOfProse: Int32Array;
  readonly termOfName: Int32Array;
  readonly terms: WordTable;
  /** Of each term how many places it has in this message, and the highest weight among them. */
  readonly counts: Int32Array;
  readonly weights: Uint8Array;
  /** The terms of this message in the order they were met. */
  readonly found: Int32Array;
  foundCount: number;
  /** Term and place, weight and position, of each word of this message. */
  readonly placeTerms: Int32Array;
  readonly places: Uint16Array;
  placeCount: number;
};

/** Makes the function below; what it keeps from message to message, the numbers of words, changes its speed alone. */
export function createSearchIndexer(): (email: Email) => Uint8Array {
  const wordsMax = TEXT_LENGTH_MAX / 2 + 3;
  const indexer: Indexer = {
    text: new Uint8Array(TEXT_LENGTH_MAX * UTF8_BYTES_MAX),
    words: createWordTable(),
    termOfProse: new Int32Array(WORDS_MAX).fill(-2),
    termOfName: new Int32Array(WORDS_MAX).fill(-2),
    terms: createWordTable(),
    counts: new Int32Array(WORDS_MAX),
    weights: new Uint8Array(WORDS_MAX),
    found: new Int32Array(wordsMax),
    foundCount: 0,
    placeTerms: new Int32Array(wordsMax),
    places: new Uint16Array(wordsMax),
    placeCount: 0,
  };
  return (email) => searchVector(indexer, email);
}

/**
 * The search vector of a message, as PostgreSQL's `tsvector` receives it in binary: subject A, people B, the author's
 * own words C, quoted words and patches D. Words are runs of letters, digits and `_`, as lore sees them: an identifier
 * is one word, `fs/xfs/xfs_file.c` four, to be found as a phrase. Positions leave a gap where one kind of text ends, so
 * that no phrase goes over it. Words of people are not stemmed.
 *
 * Not `to_tsvector`: its parser takes 85 ns a character, which made it a fifth of all work of an ingest; this takes a
 * tenth of that. It sees words of its own making besides (`a/b.c` as one, `x-y` three times).
 */
function searchVector(indexer: Indexer, email: Email): Uint8Array {
  makeRoom(indexer);
  indexer.foundCount = 0;
  indexer.placeCount = 0;
  const people = [email.from, ...email.to, ...email.cc].map(
    ({ name, email: address }) => `${name} ${address}`,
  );
  let position = addText(indexer, email.subject.slice(0, SUBJECT_LENGTH_MAX), SUBJECT, 1);
  position = addText(indexer, people.join('\n').slice(0, PEOPLE_LENGTH_MAX), PEOPLE, position);
  addText(indexer, email.body.slice(0, BODY_LENGTH_MAX), OWN, position);
  return encode(indexer);
}

/** Forgets all words while any message still has room for its own. */
function makeRoom({ words, terms, termOfProse, termOfName }: Indexer): void {
  const isRoomy = [words, terms].every(
    ({ count, starts }) =>
      count < WORDS_MAX - TEXT_LENGTH_MAX / 2 &&
      (starts[count] ?? 0) < BYTES_MAX - TEXT_LENGTH_MAX * UTF8_BYTES_MAX,
  );
  if (isRoomy) return;
  for (const table of [words, terms]) clearWordTable(table);
  termOfProse.fill(-2);
  termOfName.fill(-2);
}

/** Adds the words of a text, the first at `position`; returns the position behind it. `OWN` is a body: see above. */
function addText(indexer: Indexer, text: string, kind: number, position: number): number {
  const { text: bytes, words } = indexer;
  const encoder = new TextEncoder();
  let { written: length } = encoder.encodeInto(text, bytes);
  if (length !== text.length) length = encoder.encodeInto(evenScripts(text), bytes).written;
  const isBody = kind === OWN;
  let weight = isBody ? lineWeight(bytes, 0, length) : kind;
  let inDiff = isBody && startsDiff(bytes, 0, length);
  if (inDiff) weight = QUOTED;
  let at = position;
  for (let i = 0; i < length; i += 1) {
    const start = i;
    let hash = HASH_START;
    for (let letter = 0; i < length; i += 1) {
      letter = LETTERS[bytes[i] ?? 0] ?? 0;
      if (letter === 0) break;
      bytes[i] = letter;
      hash = hashByte(hash, letter);
    }
    if (i > start) {
      if (i - start <= WORD_BYTES_MAX) {
        const word = numberWord(words, bytes, start, i, hash);
        const term = kind === PEOPLE ? nameTerm(indexer, word, hash) : proseTerm(indexer, word);
        if (term >= 0) note(indexer, term, weight, at);
      }
      if (at < POSITION_MAX) at += 1;
    }
    if (!isBody || inDiff || bytes[i] !== LF) continue;
    inDiff = startsDiff(bytes, i + 1, length);
    const next = inDiff ? QUOTED : lineWeight(bytes, i + 1, length);
    if (next !== weight && at < POSITION_MAX) at += 1;
    weight = next;
  }
  return Math.min(at + 1, POSITION_MAX);
}

function lineWeight(bytes: Uint8Array, start: number, length: number): number {
  return start < length && bytes[start] === 0x3e ? QUOTED : OWN;
}

function startsDiff(bytes: Uint8Array, start: number, length: number): boolean {
  if (bytes[start] !== DIFF[0] || start + DIFF.length > length) return false;
  for (let i = 1; i < DIFF.length; i += 1) if (bytes[start + i] !== DIFF[i]) return false;
  return true;
}

function proseTerm({ words, terms, termOfProse }: Indexer, word: number): number {
  const known = termOfProse[word] ?? -2;
  if (known !== -2) return known;
  const name = termOf(new TextDecoder().decode(wordBytes(words, word)));
  const term = name === null ? -1 : numberTerm(terms, new TextEncoder().encode(name));
  termOfProse[word] = term;
  return term;
}

function nameTerm({ words, terms, termOfName }: Indexer, word: number, hash: number): number {
  const known = termOfName[word] ?? -2;
  if (known !== -2) return known;
  const bytes = wordBytes(words, word);
  const term = numberWord(terms, bytes, 0, bytes.length, hash);
  termOfName[word] = term;
  return term;
}

function numberTerm(terms: WordTable, bytes: Uint8Array): number {
  return numberWord(terms, bytes, 0, bytes.length, bytes.reduce(hashByte, HASH_START));
}

/** Positions rise. Where there is room for none more, the last one gives way to a place that weighs more. */
function note(indexer: Indexer, term: number, weight: number, position: number): void {
  const { counts, weights, found, placeTerms, places } = indexer;
  const count = counts[term] ?? 0;
  if (count === 0) {
    found[indexer.foundCount] = term;
    indexer.foundCount += 1;
    weights[term] = weight;
  } else if (count === POSITIONS_MAX || position === POSITION_MAX) {
    replaceLast(indexer, term, weight, position);
    return;
  }
  counts[term] = count + 1;
  placeTerms[indexer.placeCount] = term;
  places[indexer.placeCount] = (weight << 14) | position;
  indexer.placeCount += 1;
  if (weight > (weights[term] ?? 0)) weights[term] = weight;
}

/** Seldom needed, so it may look for the place; of the last position there is one place only. */
function replaceLast(indexer: Indexer, term: number, weight: number, position: number): void {
  const { counts, weights, placeTerms, places } = indexer;
  const last = placeTerms.lastIndexOf(term, indexer.placeCount - 1);
  const isTaken = ((places[last] ?? 0) & POSITION_MAX) === POSITION_MAX;
  if (!isTaken && (counts[term] ?? 0) < POSITIONS_MAX) {
    counts[term] = (counts[term] ?? 0) + 1;
    placeTerms[indexer.placeCount] = term;
    places[indexer.placeCount] = (weight << 14) | position;
    indexer.placeCount += 1;
  } else if (weight > (weights[term] ?? 0)) {
    places[last] = (weight << 14) | position;
  }
  if (weight > (weights[term] ?? 0)) weights[term] = weight;
}

/** The number of words, then each: its bytes, NUL, the number of its places, these. PostgreSQL sorts them. */
function encode(indexer: Indexer): Uint8Array {
  const { terms, counts, found, foundCount, placeTerms, places, placeCount } = indexer;
  let length = 4 + 3 * foundCount + 2 * placeCount;
  for (let i = 0; i < foundCount; i += 1) length += wordLength(terms, found[i] ?? 0);
  const out = new Uint8Array(length);
  writeInt16(out, writeInt16(out, 0, foundCount >> 16), foundCount & 0xffff);
  let at = 4;
  for (let i = 0; i < foundCount; i += 1) {
    const term = found[i] ?? 0;
    const count = counts[term] ?? 0;
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
