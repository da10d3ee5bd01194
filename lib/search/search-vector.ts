import type { Email } from '@/lib/mail/email.ts';
import { FIELDS, type Field, PATCH, PATCH_ID, POST, PRE, WEIGHT } from '@/lib/search/fields.ts';
import {
  blobIds,
  fileNameStart,
  gitNames,
  hunkText,
  type LineKind,
  lineEnd,
  lineKind,
  startLines,
} from '@/lib/search/line-kind.ts';
import { createNotes, encodeNotes, type Notes, note, noteOnce, TEXT_LENGTH_MAX } from '@/lib/search/notes.ts';
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
  wordBytes,
} from '@/lib/search/word-table.ts';
import { evenScripts, fieldStem, termOf } from '@/lib/search/words.ts';

/** Longer ones are base64 and rules of dashes; an object name has 64 digits. */
const WORD_BYTES_MAX = 64;
const POSITION_MAX = 16_383;

/** Characters that are indexed of one message (lib/search/notes.ts says why there is a limit). */
const BODY_LENGTH_MAX = 120_000;
const SUBJECT_LENGTH_MAX = 5_000;
const FROM_LENGTH_MAX = 1_000;
const RECIPIENTS_LENGTH_MAX = 10_000;
const UTF8_BYTES_MAX = 3;

const [QUOTE, AND, PLUS, HASH] = [39, 38, 43, 35];
const [DOT, COMMA, SEMICOLON] = [46, 44, 59];
/** A byte of a word in lower case; 0 is no byte of a word. */
const LETTERS = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 0x80) return byte;
  const character = String.fromCharCode(byte).toLowerCase();
  return /[a-z0-9_]/.test(character) ? character.charCodeAt(0) : 0;
});

/** A kind of text: what its words are indexed as. Terms of words are numbers, -1 for none, -2 for not known yet. */
type Group = {
  /** Of prose the stem alone, of a field the word itself behind the letter of the field. */
  readonly letter: string | null;
  readonly raw: Int32Array;
  readonly stems: Int32Array;
  /** Where the next word stands. */
  position: number;
};

type Indexer = {
  readonly text: Uint8Array;
  /** A term that is being made. */
  readonly term: Uint8Array;
  readonly words: WordTable;
  readonly prose: Group;
  readonly fields: Readonly<Record<Field, Group>>;
  readonly notes: Notes;
};

const WORDS_MAX = 1 << 17;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Makes the function below; what it keeps from message to message, the numbers of words, changes its speed alone. */
export function createSearchIndexer(): (email: Email) => Uint8Array {
  const group = (letter: string | null): Group => ({
    letter,
    raw: new Int32Array(WORDS_MAX).fill(-2),
    stems: new Int32Array(letter === null ? 0 : WORDS_MAX).fill(-2),
    position: 1,
  });
  const indexer: Indexer = {
    text: new Uint8Array(BODY_LENGTH_MAX * UTF8_BYTES_MAX),
    term: new Uint8Array(WORD_BYTES_MAX + 1),
    words: createWordTable(WORDS_MAX, 1 << 21),
    prose: group(null),
    fields: {
      subject: group(FIELDS.subject),
      from: group(FIELDS.from),
      to: group(FIELDS.to),
      cc: group(FIELDS.cc),
      id: group(FIELDS.id),
      file: group(FIELDS.file),
      patch: group(FIELDS.patch),
    },
    notes: createNotes(),
  };
  return (email) => searchVector(indexer, email);
}

/**
 * The search vector of a message, as PostgreSQL's `tsvector` receives it in binary. Prose (subject A, author B, own
 * words C, quotes D) as stems; and once more, behind the letter of their field (lib/search/fields.ts), the words of
 * headers, file names and patches as they are and, behind `Z`, as stems where those differ. Positions leave a gap where
 * one kind of text ends, so that no phrase goes over it.
 *
 * Not `to_tsvector`: its parser takes 85 ns a character, which made it a fifth of all work of an ingest. It sees words
 * of its own making besides (`a/b.c` as one, `x-y` three times).
 */
function searchVector(indexer: Indexer, email: Email): Uint8Array {
  makeRoom(indexer);
  const { prose, fields, notes } = indexer;
  for (const group of [prose, ...Object.values(fields)]) group.position = 1;
  const people = (mailboxes: Email['to']): string =>
    mailboxes.map(({ name, email: address }) => `${name} ${address}`).join('\n');
  const subject = email.subject.slice(0, SUBJECT_LENGTH_MAX);
  const from = people([email.from]).slice(0, FROM_LENGTH_MAX);
  addText(indexer, prose, subject, WEIGHT.A);
  prose.position += 1;
  addText(indexer, prose, from, WEIGHT.B);
  prose.position += 1;
  addText(indexer, fields.subject, subject, WEIGHT.D);
  addText(indexer, fields.from, from, WEIGHT.D);
  addText(indexer, fields.to, people(email.to).slice(0, RECIPIENTS_LENGTH_MAX), WEIGHT.D);
  addText(indexer, fields.cc, people(email.cc).slice(0, RECIPIENTS_LENGTH_MAX), WEIGHT.D);
  addText(indexer, fields.id, email.messageId, WEIGHT.D);
  if (email.facts.patchId !== null) addWhole(notes, PATCH_ID + email.facts.patchId);
  addBody(indexer, email.body.slice(0, BODY_LENGTH_MAX));
  return encodeNotes(notes);
}

/** Forgets all words while any message still has room for its own. */
function makeRoom({ words, prose, fields, notes }: Indexer): void {
  const bytes = TEXT_LENGTH_MAX * UTF8_BYTES_MAX;
  // A word of a patch, its stem, and once more in prose at most; each letter in front takes a byte or two.
  if (hasRoom(words, TEXT_LENGTH_MAX / 2, bytes) && hasRoom(notes.terms, notes.wordsMax, bytes * 3)) return;
  clearWordTable(words);
  clearWordTable(notes.terms);
  for (const { raw, stems } of [prose, ...Object.values(fields)]) {
    raw.fill(-2);
    stems.fill(-2);
  }
}

/** Writes the text into the buffer; returns its length in bytes. */
function writeText({ text: bytes }: Indexer, text: string): number {
  const { written } = encoder.encodeInto(text, bytes);
  return written === text.length ? written : encoder.encodeInto(evenScripts(text), bytes).written;
}

function addText(indexer: Indexer, group: Group, text: string, weight: number): void {
  addWords(indexer, group, weight, 0, writeText(indexer, text));
}

function addBody(indexer: Indexer, text: string): void {
  const { text: bytes, prose, fields } = indexer;
  const length = writeText(indexer, text);
  const state = startLines();
  let before: LineKind = 'none';
  for (let start = 0; start < length; ) {
    const end = lineEnd(bytes, start, length);
    const kind = lineKind(bytes, start, end, state);
    if (kind !== before && kind !== 'none') {
      // No phrase goes from one kind of text to another.
      if (before !== 'none' && (kind === 'prose' || kind === 'quoted')) prose.position += 1;
      before = kind;
    }
    switch (kind) {
      case 'quoted':
        addWords(indexer, prose, WEIGHT.D, start, end);
        break;
      case 'prose':
        addWords(indexer, prose, WEIGHT.C, start, end);
        break;
      case 'none':
        break;
      case 'file':
        addWords(indexer, fields.file, WEIGHT.D, fileNameStart(bytes, start, end), end);
        fields.file.position += 1;
        break;
      case 'git':
        addGitLine(indexer, start, end);
        break;
      case 'index':
        addBlobs(indexer, start, end);
        break;
      case 'hunk':
        addWords(indexer, fields.patch, PATCH.hunk, hunkText(bytes, start, end) ?? end, end);
        fields.patch.position += 1;
        break;
      default:
        addWords(indexer, fields.patch, PATCH[kind], start + 1, end);
        fields.patch.position += 1;
    }
    start = end + 1;
  }
}

/** Its file names, and the line as prose: lore has both. */
function addGitLine(indexer: Indexer, start: number, end: number): void {
  const { text: bytes, prose, fields } = indexer;
  for (const [from, to] of gitNames(bytes, start, end)) {
    addWords(indexer, fields.file, WEIGHT.D, from, to);
    fields.file.position += 1;
  }
  addWords(indexer, prose, WEIGHT.C, start, end);
}

function addBlobs({ text: bytes, notes }: Indexer, start: number, end: number): void {
  const ids = blobIds(bytes, start, end);
  if (ids === null) return;
  const [pre, preEnd, post, postEnd] = ids;
  const name = (from: number, to: number): string =>
    decoder.decode(bytes.subarray(from, Math.min(to, from + WORD_BYTES_MAX)));
  addWhole(notes, PRE + name(pre, preEnd));
  addWhole(notes, POST + name(post, postEnd));
}

function addWhole(notes: Notes, term: string): void {
  noteOnce(notes, numberText(notes.terms, term), WEIGHT.D, 1);
}

/** Adds the words from `start` to `end` of the buffer, which become lower case there. */
function addWords(indexer: Indexer, group: Group, weight: number, start: number, end: number): void {
  const { text: bytes, words, notes } = indexer;
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
    if (i - from <= WORD_BYTES_MAX) {
      const word = numberWord(words, bytes, from, i, hash);
      const raw = rawTerm(indexer, group, word);
      if (raw >= 0) note(notes, raw, weight, group.position);
      if (group.letter !== null) {
        const stem = stemTerm(indexer, group, word);
        if (stem >= 0) noteOnce(notes, stem, weight, group.position);
      }
    }
    if (group.position < POSITION_MAX) group.position += 1;
  }
  if (group.position >= POSITION_MAX) group.position = POSITION_MAX - 1;
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

function rawTerm({ words, notes, term }: Indexer, { letter, raw }: Group, word: number): number {
  const known = raw[word] ?? -2;
  if (known !== -2) return known;
  const number =
    letter === null
      ? proseTerm(words, word, notes)
      : numberBehind(notes.terms, term, letter.charCodeAt(0), wordBytes(words, word));
  raw[word] = number;
  return number;
}

function proseTerm(words: WordTable, word: number, notes: Notes): number {
  const name = termOf(decoder.decode(wordBytes(words, word)));
  return name === null ? -1 : numberText(notes.terms, name);
}

function stemTerm({ words, notes }: Indexer, { letter, stems }: Group, word: number): number {
  const known = stems[word] ?? -2;
  if (known !== -2) return known;
  const stem = fieldStem(decoder.decode(wordBytes(words, word)));
  const term = stem === null ? -1 : numberText(notes.terms, `Z${letter}${stem}`);
  stems[word] = term;
  return term;
}
