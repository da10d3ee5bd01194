import {
  clearWordTable,
  createWordTable,
  HASH_START,
  hashByte,
  hasRoom,
  numberBehind,
  numberText,
  numberWord,
  type WordTable,
  wordText,
} from '@/lib/search/word-table.ts';
import { fieldStem, termOf } from '@/lib/search/words.ts';

/** Longer ones are base64 and rules of dashes; an object name has 64 digits. */
export const WORD_BYTES_MAX = 64;

const [QUOTE, AND, PLUS, HASH] = [39, 38, 43, 35];
const [DOT, COMMA, SEMICOLON] = [46, 44, 59];
/** A byte of a word in lower case; 0 is no byte of a word. */
const LETTERS = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 0x80) return byte;
  const character = String.fromCharCode(byte).toLowerCase();
  return /[a-z0-9_]/.test(character) ? character.charCodeAt(0) : 0;
});

/** What the words of a kind of text are indexed as: numbers of terms, `NO_TERM`, `UNKNOWN`. */
export type Indexed = {
  /** Of prose the stem alone, of a field the word itself behind the letter of the field, and its stem. */
  readonly letter: string | null;
  readonly raw: Int32Array;
  readonly stems: Int32Array;
};

const NO_TERM = -1;
const UNKNOWN = -2;

/** The words known so far and the terms of each; what is kept changes the speed alone. */
export type WordTerms = {
  /** Where `findTerms` writes. */
  readonly found: Int32Array;
  readonly words: WordTable;
  readonly terms: WordTable;
  readonly kinds: Indexed[];
};

const WORDS_MAX = 1 << 17;

/** For texts of up to `bytesMax` bytes: every other byte of one can be a word, of two terms. */
export function createWordTerms(terms: WordTable, bytesMax: number): WordTerms {
  return {
    found: new Int32Array(bytesMax + 2),
    words: createWordTable(WORDS_MAX, 1 << 21),
    terms,
    kinds: [],
  };
}

export function addKind({ kinds }: WordTerms, letter: string | null): Indexed {
  const kind = {
    letter,
    raw: new Int32Array(WORDS_MAX).fill(UNKNOWN),
    stems: new Int32Array(letter === null ? 0 : WORDS_MAX).fill(UNKNOWN),
  };
  kinds.push(kind);
  return kind;
}

/** Forgets all when there is no room for a text of so many characters and bytes. */
export function keepRoom(known: WordTerms, length: number, bytes: number, hasTerms: boolean): void {
  const { words, terms, kinds } = known;
  if (hasTerms && hasRoom(words, length / 2, bytes)) return;
  for (const table of [words, terms]) clearWordTable(table);
  for (const { raw, stems } of kinds) {
    raw.fill(UNKNOWN);
    stems.fill(UNKNOWN);
  }
}

/**
 * Writes the terms of the words of `bytes` from `start` to `end` into `found`: of each word its term, in a field also
 * that of its stem. Returns how many there are. The words become lower case in `bytes`.
 */
export function findTerms(
  known: WordTerms,
  kind: Indexed,
  bytes: Uint8Array,
  start: number,
  end: number,
): number {
  const { words, found } = known;
  let next = 0;
  for (let i = start; i < end; i += 1) {
    const from = i;
    let hash = HASH_START;
    for (let letter = 0; i < end; i += 1) {
      letter = LETTERS[bytes[i] ?? 0] ?? 0;
      if (letter === 0) {
        letter = i > from ? jointAt(bytes, i, end) : 0;
        if (letter === 0) break;
      }
      bytes[i] = letter;
      hash = hashByte(hash, letter);
    }
    if (i === from) continue;
    const suffix = suffixLength(bytes, i, end);
    for (let n = 0; n < suffix; n += 1, i += 1) hash = hashByte(hash, bytes[i] ?? 0);
    const word = i - from <= WORD_BYTES_MAX ? numberWord(words, bytes, from, i, hash) : -1;
    found[next] = word < 0 ? NO_TERM : rawTerm(known, kind, word);
    next += 1;
    if (kind.letter === null) continue;
    found[next] = word < 0 ? NO_TERM : stemTerm(known, kind, word);
    next += 1;
  }
  return next;
}

/** The byte itself where it joins what stands before and behind it to one word: `6.12`, `don't`; else 0. */
function jointAt(bytes: Uint8Array, at: number, end: number): number {
  const byte = bytes[at] ?? 0;
  if (at + 1 >= end) return 0;
  const next = bytes[at + 1] ?? 0;
  if (isDigit(bytes[at - 1] ?? 0) && isDigit(next)) {
    return byte === DOT || byte === COMMA || byte === SEMICOLON ? byte : 0;
  }
  return (byte === QUOTE || byte === AND) && LETTERS[next] !== 0 ? byte : 0;
}

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57;
}

/** Up to three `+` or `#` behind a word belong to it. */
function suffixLength(bytes: Uint8Array, at: number, end: number): number {
  let length = 0;
  while (at + length < end && (bytes[at + length] === PLUS || bytes[at + length] === HASH)) length += 1;
  if (length > 3 || (at + length < end && LETTERS[bytes[at + length] ?? 0] !== 0)) return 0;
  return length;
}

function rawTerm(all: WordTerms, { letter, raw }: Indexed, word: number): number {
  const known = raw[word] ?? UNKNOWN;
  if (known !== UNKNOWN) return known;
  const { words, terms } = all;
  const { starts, bytes } = words;
  const term =
    letter === null
      ? proseTerm(all, word)
      : numberBehind(terms, letter.charCodeAt(0), bytes, starts[word] ?? 0, starts[word + 1] ?? 0);
  raw[word] = term;
  return term;
}

function proseTerm({ words, terms }: WordTerms, word: number): number {
  const name = termOf(wordText(words, word));
  return name === null ? NO_TERM : numberText(terms, name);
}

function stemTerm({ words, terms }: WordTerms, { letter, stems }: Indexed, word: number): number {
  const known = stems[word] ?? UNKNOWN;
  if (known !== UNKNOWN) return known;
  const found = fieldStem(wordText(words, word));
  const term = found === null ? NO_TERM : numberText(terms, `Z${letter}${found}`);
  stems[word] = term;
  return term;
}
