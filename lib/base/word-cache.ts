/**
 * What was made of words seen before, found by where a word stands in a text: no string is made to look it up, which
 * cost more than all else that is done to a word. A slot keeps the word that came last, so no mail can fill the memory.
 */
export type WordCache<Value> = (Entry<Value> | undefined)[];

type Entry<Value> = { readonly word: string; readonly value: Value };

/** A power of two. */
const SLOTS = 1 << 14;
/** A longer slice would keep the whole text in memory (V8 copies shorter ones). */
const LENGTH_MAX = 12;

export function newWordCache<Value>(): WordCache<Value> {
  return new Array<Entry<Value> | undefined>(SLOTS).fill(undefined);
}

/** `make(text.slice(start, end))`, or what it gave for the same word before: `make` must depend on nothing else. */
export function ofWord<Value>(
  cache: WordCache<Value>,
  text: string,
  start: number,
  end: number,
  make: (word: string) => Value,
): Value {
  if (end - start > LENGTH_MAX) return make(text.slice(start, end));
  let hash = 0;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  const slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
  const known = cache[slot];
  if (known !== undefined && stands(known.word, text, start, end)) return known.value;
  const word = text.slice(start, end);
  const value = make(word);
  cache[slot] = { word, value };
  return value;
}

function stands(word: string, text: string, start: number, end: number): boolean {
  if (word.length !== end - start) return false;
  for (let at = 0; at < word.length; at += 1) {
    if (word.charCodeAt(at) !== text.charCodeAt(start + at)) return false;
  }
  return true;
}
