import type { Query, TextField, TextLeaf } from '@/lib/search/query.ts';
import { queryWords } from '@/lib/search/ts-query.ts';
import { evenScripts, fieldStem, termOf, WORD } from '@/lib/search/words.ts';

/** A piece of text; `hit` is a word that was looked for. */
export type Marked = { readonly text: string; readonly hit: boolean };

/** What finds the words of a query in a text. */
export type Marker = {
  /** Finds where such a word may begin, from its `lastIndex` on; null when the query has none of this place. */
  readonly beginning: RegExp | null;
  /** The number of the word of the query that a word of a text is, -1 for none. */
  readonly numberOf: (word: string) => number;
  /** How many numbers there are. */
  readonly count: number;
};

const SUBJECT: readonly TextField[] = ['any', 's', 'bs'];
const BODY: readonly TextField[] = ['any', 'b', 'bs', 'nq', 'q', 'dfa', 'dfb', 'dfhh', 'dfctx', 'dfn'];

/** Characters of an excerpt's line. */
const LINE_LENGTH_MAX = 160;
/** What stands before the first hit of a line that is too long. */
const LEAD = 40;

export function createMarker(query: Query, where: 'subject' | 'body'): Marker {
  const fields = where === 'subject' ? SUBJECT : BODY;
  const exact = new Map<string, number>();
  const prefixes: string[] = [];
  const beginnings = new Set<string>();
  let count = 0;
  for (const leaf of positiveLeaves(query).filter(({ field }) => fields.includes(field))) {
    const words = queryWords(leaf.text);
    for (const [index, { word }] of words.entries()) {
      const forms = leaf.form === 'phrase' ? [] : formsOf(word);
      beginnings.add(commonBeginning([word, ...forms]));
      if (leaf.form === 'prefix' && index === words.length - 1) prefixes.push(word);
      count += 1;
      for (const form of [word, ...forms.map((one) => `${one}~`)])
        if (!exact.has(form)) exact.set(form, count);
    }
  }
  const known = new Map<string, number>();
  const numberOf = (word: string): number => {
    const before = known.get(word);
    if (before !== undefined) return before;
    const even = evenScripts(word);
    const form = [even, ...formsOf(even).map((one) => `${one}~`)].find((one) => exact.has(one));
    const prefix = form === undefined ? prefixes.findIndex((one) => even.startsWith(one)) : -1;
    const found = form === undefined ? (prefix < 0 ? -1 : count + 1 + prefix) : (exact.get(form) ?? -1);
    known.set(word, found);
    return found;
  };
  return { beginning: beginningOf([...beginnings]), numberOf, count: count + prefixes.length };
}

const LETTER = '[\\p{L}\\p{M}\\p{N}_]';
const ENDS_IN_LETTER = new RegExp(`${LETTER}$`, 'u');

/**
 * Finds where one of the words may begin, so that not every word of a text must be looked at: fifty mails took 30 ms.
 * Letters, digits and `'` are all there can be, nothing needs an escape but what is no letter. Each search has another
 * pattern for V8 to compile, so one of plain words knows nothing of Unicode (4 % of a search), and what it finds may
 * be within a word (`hitsOf`).
 */
function beginningOf(beginnings: readonly string[]): RegExp | null {
  if (beginnings.length === 0) return null;
  const ways = beginnings.map((text) => text.replace(/[^\p{L}\p{M}\p{N}_]/gu, '.'));
  const isPlain = ways.every((way) => /^\w+$/.test(way));
  return isPlain
    ? new RegExp(ways.join('|'), 'gi')
    : new RegExp(`(?<!${LETTER})(?:${ways.join('|')})`, 'giu');
}

/** All words of one stem begin with it, but for its last letter (`dirty`, `dirti`). */
function commonBeginning(forms: readonly string[]): string {
  const [first = '', ...rest] = forms;
  let length = first.length;
  for (const form of rest) {
    const end = form.length > 3 ? form.length - 1 : form.length;
    let same = 0;
    while (same < end && form[same] === first[same]) same += 1;
    length = Math.min(length, same);
  }
  return first.slice(0, Math.max(1, length));
}

function formsOf(word: string): readonly string[] {
  return [termOf(word), fieldStem(word)].filter((form) => form !== null);
}

/** Text leaves that make something be found, without those behind `NOT`. */
function positiveLeaves(query: Query): readonly TextLeaf[] {
  const leaves: TextLeaf[] = [];
  const waiting: Query[] = [query];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.kind === 'text') leaves.push(next);
    else if (next.kind === 'all' || next.kind === 'any') waiting.push(...next.parts);
  }
  return leaves.reverse();
}

/** One word with what may join others to it; sticky. */
const WHOLE_WORD = /[\p{L}\p{M}\p{N}_]+(?:['’&.,;][\p{L}\p{M}\p{N}_]+)*[+#]{0,3}/uy;

/** The whole text in pieces. */
export function markWords(text: string, marker: Marker): readonly Marked[] {
  const pieces: Marked[] = [];
  let done = 0;
  for (const { index, length } of hitsOf(text, marker)) {
    if (index > done) pieces.push({ text: text.slice(done, index), hit: false });
    pieces.push({ text: text.slice(index, index + length), hit: true });
    done = index + length;
  }
  if (done < text.length) pieces.push({ text: text.slice(done), hit: false });
  return pieces;
}

type Hit = { readonly index: number; readonly length: number; readonly word: number };

function* hitsOf(text: string, { beginning, numberOf }: Marker): Generator<Hit> {
  if (beginning === null) return;
  let done = 0;
  for (;;) {
    beginning.lastIndex = done;
    const index = beginning.exec(text)?.index;
    if (index === undefined) return;
    done = beginning.lastIndex;
    if (isBehindLetter(text, index)) continue;
    // What a joint joins here may be several words there.
    for (const part of evenParts(wholeWord(text, index))) {
      const word = numberOf(part.text);
      if (word < 0) continue;
      const end = index + part.at + part.text.length;
      yield { index: index + part.at, length: part.text.length, word };
      done = Math.max(done, end);
    }
  }
}

function isBehindLetter(text: string, index: number): boolean {
  const before = text.charCodeAt(index - 1);
  if (!(before > 127)) return isPlainLetter(before);
  // Two code units, as the letter before may be one of those.
  return ENDS_IN_LETTER.test(text.slice(Math.max(0, index - 2), index));
}

/** The word that begins at `index`. Most have only plain letters, and need no pattern that knows all of Unicode. */
function wholeWord(text: string, index: number): string {
  let end = index;
  while (isPlainLetter(text.charCodeAt(end))) end += 1;
  if (end > index && (end === text.length || ENDS_PLAIN_WORD.includes(text.charAt(end))))
    return text.slice(index, end);
  WHOLE_WORD.lastIndex = index;
  return WHOLE_WORD.exec(text)?.[0] ?? '';
}

/** What no word goes on behind. */
const ENDS_PLAIN_WORD = ' \n\t()[]{}<>"=*:/-';

/** Of a code unit: letters of English, digits and `_`. */
function isPlainLetter(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95
  );
}

function evenParts(text: string): readonly { readonly at: number; readonly text: string }[] {
  if (!/[^A-Za-z0-9_]/.test(text)) return [{ at: 0, text }];
  const even = evenScripts(text);
  // A few letters are longer in lower case; such a word is marked as a whole.
  if (even.length !== text.length) return [{ at: 0, text }];
  return [...even.matchAll(WORD)].map(({ 0: word, index }) => ({
    at: index,
    text: text.slice(index, index + word.length),
  }));
}

/**
 * The lines of a body that say most about the words that were looked for, in the order of the body: those with most
 * different words of the query, the author's own before quotes; at most `linesMax`. Empty when the body has none.
 */
export function excerptOf(body: string, marker: Marker, linesMax: number): readonly (readonly Marked[])[] {
  return linesOf(body, marker, linesMax)
    .toSorted((a, b) => b.score - a.score || a.start - b.start)
    .slice(0, linesMax)
    .toSorted((a, b) => a.start - b.start)
    .map(({ start, end, first }) => markWords(cut(body.slice(start, end), first - start), marker));
}

type Line = { readonly start: number; readonly end: number; readonly first: number; score: number };

/** The lines with hits, up to where there are `enough` that none behind can be better than. */
function linesOf(body: string, marker: Marker, enough: number): readonly Line[] {
  const lines: Line[] = [];
  const words = new Set<number>();
  let line: Line | null = null;
  let best = 0;
  for (const { index, word } of hitsOf(body, marker)) {
    if (line === null || index >= line.end) {
      if (line?.score === 2 * marker.count) best += 1;
      if (best === enough) break;
      line = lineAt(body, index);
      lines.push(line);
      words.clear();
    }
    if (!words.has(word)) line.score += 2;
    words.add(word);
  }
  return lines;
}

function lineAt(body: string, index: number): Line {
  const start = body.lastIndexOf('\n', index - 1) + 1;
  const feed = body.indexOf('\n', index);
  const score = body[start] === '>' ? -1 : 0;
  return { start, end: feed < 0 ? body.length : feed, first: index, score };
}

function cut(line: string, hit: number): string {
  const text = line.trim();
  if (text.length <= LINE_LENGTH_MAX) return text;
  const start = hit <= LEAD ? 0 : hit - LEAD;
  const part = line.slice(start, start + LINE_LENGTH_MAX).toWellFormed();
  return `${start > 0 ? '…' : ''}${part.trim()}…`;
}
