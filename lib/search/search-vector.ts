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
import {
  createNotes,
  encodeNotes,
  type Notes,
  note,
  noteOnce,
  POSITION_MAX,
  TEXT_LENGTH_MAX,
} from '@/lib/search/notes.ts';
import { hasRoom, numberBehind, numberText } from '@/lib/search/word-table.ts';
import {
  addKind,
  createWordTerms,
  findTerms,
  type Indexed,
  keepRoom,
  WORD_BYTES_MAX,
  type WordTerms,
} from '@/lib/search/word-terms.ts';
import { evenScripts } from '@/lib/search/words.ts';

/** Characters that are indexed of one message (lib/search/notes.ts says why there is a limit). */
const BODY_LENGTH_MAX = 120_000;
const SUBJECT_LENGTH_MAX = 5_000;
const FROM_LENGTH_MAX = 1_000;
const RECIPIENTS_LENGTH_MAX = 10_000;
const UTF8_BYTES_MAX = 3;

const [BLANK, MARK] = [32, 62];

/** A kind of text, and where its next word stands. */
type Group = { readonly kind: Indexed; position: number };

type Indexer = {
  readonly text: Uint8Array;
  readonly known: WordTerms;
  readonly prose: Group;
  readonly fields: Readonly<Record<Field, Group>>;
  readonly notes: Notes;
};

const encoder = new TextEncoder();

/** Makes the function below; what it keeps from message to message, words and their terms, changes its speed alone. */
export function createSearchIndexer(): (email: Email) => Uint8Array {
  const notes = createNotes();
  const known = createWordTerms(notes.terms, BODY_LENGTH_MAX * UTF8_BYTES_MAX);
  const group = (letter: string | null): Group => ({ kind: addKind(known, letter), position: 1 });
  const indexer: Indexer = {
    text: new Uint8Array(BODY_LENGTH_MAX * UTF8_BYTES_MAX),
    known,
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
    notes,
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
  prose.position = 1;
  for (const group of Object.values(fields)) group.position = 1;
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
  if (email.facts.patchId !== null) {
    noteOnce(notes, numberText(notes.terms, PATCH_ID + email.facts.patchId), WEIGHT.D, 1);
  }
  addBody(indexer, email.body.slice(0, BODY_LENGTH_MAX));
  return encodeNotes(notes);
}

/** Forgets all words while any message still has room for its own. */
function makeRoom({ known, notes }: Indexer): void {
  const bytes = TEXT_LENGTH_MAX * UTF8_BYTES_MAX;
  // A word of a patch, its stem, and once more in prose at most; each letter in front takes a byte or two.
  keepRoom(known, TEXT_LENGTH_MAX, bytes, hasRoom(notes.terms, notes.wordsMax, bytes * 3));
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
        addWords(indexer, prose, WEIGHT.D, afterMarks(bytes, start, end), end);
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
  addName(notes, PRE, bytes, pre, preEnd);
  addName(notes, POST, bytes, post, postEnd);
}

function addName(notes: Notes, letter: string, bytes: Uint8Array, start: number, end: number): void {
  const to = Math.min(end, start + WORD_BYTES_MAX);
  noteOnce(notes, numberBehind(notes.terms, letter.charCodeAt(0), bytes, start, to), WEIGHT.D, 1);
}

/** Quotes of a line are equal behind their marks, which are no words. */
function afterMarks(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && (bytes[at] === MARK || bytes[at] === BLANK)) at += 1;
  return at;
}

/** Adds the words from `start` to `end` of the buffer, which become lower case there. */
function addWords(indexer: Indexer, group: Group, weight: number, start: number, end: number): void {
  const { text: bytes, known, notes } = indexer;
  const { kind } = group;
  const to = findTerms(known, kind, bytes, start, end);
  const { found } = known;
  let { position } = group;
  for (let at = 0; at < to; at += 1) {
    const raw = found[at] ?? 0;
    if (raw >= 0) note(notes, raw, weight, position);
    if (kind.letter !== null) {
      at += 1;
      const stem = found[at] ?? 0;
      if (stem >= 0) noteOnce(notes, stem, weight, position);
    }
    if (position < POSITION_MAX) position += 1;
  }
  group.position = position >= POSITION_MAX ? POSITION_MAX - 1 : position;
}
