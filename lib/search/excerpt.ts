import type { Query, TextField, TextLeaf } from '@/lib/search/query.ts';
import { queryWords } from '@/lib/search/ts-query.ts';
import { evenScripts, fieldStem, termOf, WORD } from '@/lib/search/words.ts';

/** A piece of text; `hit` is a word that was looked for. */
export type Marked = { readonly text: string; readonly hit: boolean };

/** Numbers the words of a query that a word of a text is, -1 for none. */
export type Marker = (word: string) => number;

const SUBJECT: readonly TextField[] = ['any', 's', 'bs'];
const BODY: readonly TextField[] = ['any', 'b', 'bs', 'nq', 'q', 'dfa', 'dfb', 'dfhh', 'dfctx', 'dfn'];

/** Words of an excerpt's line, in characters. */
const LINE_LENGTH_MAX = 160;
/** What stands before the first hit of a line that is too long. */
const LEAD = 40;

export function createMarker(query: Query, where: 'subject' | 'body'): Marker {
  const fields = where === 'subject' ? SUBJECT : BODY;
  const exact = new Map<string, number>();
  const prefixes: string[] = [];
  let count = 0;
  for (const leaf of positiveLeaves(query).filter(({ field }) => fields.includes(field))) {
    const words = queryWords(leaf.text);
    for (const [index, { word }] of words.entries()) {
      if (leaf.form === 'prefix' && index === words.length - 1) prefixes.push(word);
      count += 1;
      for (const form of [word, ...(leaf.form === 'phrase' ? [] : formsOf(word))]) {
        if (!exact.has(form)) exact.set(form, count);
      }
    }
  }
  const known = new Map<string, number>();
  return (word) => {
    const even = evenScripts(word);
    const before = known.get(even);
    if (before !== undefined) return before;
    const form = [even, ...formsOf(even)].find((one) => exact.has(one));
    const prefix = form === undefined ? prefixes.findIndex((one) => even.startsWith(one)) : -1;
    const found = form === undefined ? (prefix < 0 ? -1 : count + 1 + prefix) : (exact.get(form) ?? -1);
    known.set(even, found);
    return found;
  };
}

function formsOf(word: string): readonly string[] {
  return [termOf(word), fieldStem(word)].flatMap((form) => (form === null ? [] : [`${form}~`]));
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

const ANY_SCRIPT = /[\p{L}\p{M}\p{N}_]+(?:['’&.,;][\p{L}\p{M}\p{N}_]+)*[+#]{0,3}/gu;
const ASCII = /[A-Za-z0-9_]+(?:['&.,;][A-Za-z0-9_]+)*[+#]{0,3}/g;

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

function hitsOf(text: string, marker: Marker): readonly Hit[] {
  const hits: Hit[] = [];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII.
  for (const match of text.matchAll(/[^\x00-\x7f]/.test(text) ? ANY_SCRIPT : ASCII)) {
    // What a joint joins here may be several words there, and the reverse.
    for (const part of evenParts(match[0])) {
      const word = marker(part.text);
      if (word >= 0) hits.push({ index: match.index + part.at, length: part.text.length, word });
    }
  }
  return hits;
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
  const lines: { readonly at: number; readonly text: string; readonly score: number }[] = [];
  let at = 0;
  for (const line of body.split('\n')) {
    const hits = hitsOf(line, marker);
    if (hits.length > 0) {
      const words = new Set(hits.map(({ word }) => word)).size;
      lines.push({
        at,
        text: cut(line, hits[0]?.index ?? 0),
        score: words * 2 - (line.startsWith('>') ? 1 : 0),
      });
    }
    at += 1;
  }
  return lines
    .toSorted((a, b) => b.score - a.score || a.at - b.at)
    .slice(0, linesMax)
    .toSorted((a, b) => a.at - b.at)
    .map(({ text }) => markWords(text, marker));
}

function cut(line: string, hit: number): string {
  const text = line.trim();
  if (text.length <= LINE_LENGTH_MAX) return text;
  const start = hit <= LEAD ? 0 : hit - LEAD;
  const part = line.slice(start, start + LINE_LENGTH_MAX).toWellFormed();
  return `${start > 0 ? '…' : ''}${part.trim()}…`;
}
