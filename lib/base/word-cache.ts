/**
 * What was made of words seen before, found by where a word stands in a text: no string is made to look it up, and no
 * piece of a mail is kept (a slice keeps the whole of it). A slot keeps the word that came last and hands the one
 * before to its neighbour, so no mail can fill the memory; 3 of 100 words are made again, 5 if each had one slot.
 */
export type WordCache<Value> = {
  /** Letters of the word of each slot, four to a number. */
  readonly words: Int32Array;
  readonly values: (Value | undefined)[];
};

/** A power of two. */
const SLOTS = 1 << 15;
/** Numbers a word. */
const WIDTH = 6;
const LENGTH_MAX = WIDTH * 4;
const LOOKED_FOR = new Int32Array(WIDTH);

/**
 * `text.charCodeAt(at)`, found once instead of at each letter: texts are of more than the four kinds of strings
 * (letters of one byte or two, pieces of others, joined ones) up to which V8 remembers where it is.
 */
export const codeAt: (text: string, at: number) => number = Function.prototype.call.bind(
  String.prototype.charCodeAt,
);

export function newWordCache<Value>(): WordCache<Value> {
  return {
    words: new Int32Array(SLOTS * WIDTH),
    values: new Array<Value | undefined>(SLOTS).fill(undefined),
  };
}

/**
 * `make(text.slice(start, end))`, or what it gave for the same word before: `make` must depend on nothing else, and
 * never gives undefined. Long words and those with other letters than ASCII's are made each time.
 */
export function ofWord<Value>(
  { words, values }: WordCache<Value>,
  text: string,
  start: number,
  end: number,
  make: (word: string) => Value,
): Value {
  if (end - start > LENGTH_MAX) return make(text.slice(start, end));
  let hash = 0;
  let size = 0;
  for (let at = start; at < end; size += 1) {
    let four = 0;
    for (const stop = Math.min(at + 4, end); at < stop; at += 1) {
      const code = codeAt(text, at);
      if (code === 0 || code > 0x7f) return make(text.slice(start, end));
      four = (four << 8) | code;
    }
    LOOKED_FOR[size] = four;
    hash = Math.imul(hash ^ four, 0x01000193) ^ (hash >>> 15);
  }
  const slot = (hash ^ (hash >>> 14)) & (SLOTS - 1);
  const known = values[slot];
  if (known !== undefined && isAt(words, slot * WIDTH, size)) return known;
  const before = values[slot ^ 1];
  if (before !== undefined && isAt(words, (slot ^ 1) * WIDTH, size)) return before;
  words.copyWithin((slot ^ 1) * WIDTH, slot * WIDTH, (slot + 1) * WIDTH);
  values[slot ^ 1] = known;
  for (let index = 0; index < WIDTH; index += 1)
    words[slot * WIDTH + index] = index < size ? (LOOKED_FOR[index] ?? 0) : 0;
  const value = make(text.slice(start, end));
  values[slot] = value;
  return value;
}

/** Letters are never 0: a longer word goes on where this one has none. */
function isAt(words: Int32Array, from: number, size: number): boolean {
  for (let index = 0; index < size; index += 1) {
    if (words[from + index] !== LOOKED_FOR[index]) return false;
  }
  return size === WIDTH || words[from + size] === 0;
}
