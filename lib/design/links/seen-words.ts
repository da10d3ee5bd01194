import type { Move } from '@/lib/design/item.ts';
import { visitWords, wordsOf } from '@/lib/series/shared-words.ts';

/** Words as numbers of a thread, in ascending order. */
export type WordSet = Int32Array;

/** Words of moves so far: how rare each is, and who said it last. Grows in the order of time (the law). */
export type SeenWords = {
  /** Words by number; numbers make comparing sets three times cheaper than strings. */
  readonly numbers: Map<string, number>;
  /** By number: what is added to the rarity of the word. */
  readonly bonus: number[];
  readonly counts: number[];
  readonly last: (readonly Move[] | undefined)[];
  readonly words: Map<Move, WordSet>;
  /** Weight of each set of words asked about since the last move: a move asks five times for each candidate. */
  readonly norms: Map<WordSet, number>;
  /** By number, and the `total` it was reckoned at. */
  readonly weights: number[];
  readonly weighedAt: number[];
  /** By number: in which of the sets that are compared with many others it is, as bits. */
  readonly marks: number[];
  /** By number: the text that had it last, these being counted. */
  readonly readIn: number[];
  texts: number;
  total: number;
};

/** Of a word only the latest who said it are kept: that bounds the candidates. */
const LAST_MAX = 3;
/** A rarer word says more; one that all use says nothing. */
const RARE_MAX = 4;
const NAMESAKES_MAX = 4;

export function createSeenWords(): SeenWords {
  return {
    numbers: new Map(),
    bonus: [],
    counts: [],
    last: [],
    words: new Map(),
    norms: new Map(),
    weights: [],
    weighedAt: [],
    marks: [],
    readIn: [],
    texts: 0,
    total: 0,
  };
}

/** The words of a text (shared-words.ts) as numbers. */
export function numberText(seen: SeenWords, text: string): WordSet {
  const found: number[] = [];
  seen.texts += 1;
  visitWords(text, (word) => {
    const number = numberOf(seen, word);
    if (seen.readIn[number] === seen.texts) return;
    seen.readIn[number] = seen.texts;
    found.push(number);
  });
  return Int32Array.from(found).sort();
}

function numberWords(seen: SeenWords, words: ReadonlySet<string>): WordSet {
  const set = new Int32Array(words.size);
  let size = 0;
  for (const word of words) {
    set[size] = numberOf(seen, word);
    size += 1;
  }
  return set.sort();
}

function numberOf(seen: SeenWords, word: string): number {
  const known = seen.numbers.get(word);
  if (known !== undefined) return known;
  const number = seen.numbers.size;
  seen.numbers.set(word, number);
  seen.bonus.push(word.includes('_') ? 1 : 0.2);
  seen.counts.push(0);
  seen.last.push(undefined);
  seen.weights.push(0);
  seen.weighedAt.push(-1);
  seen.marks.push(0);
  seen.readIn.push(0);
  return number;
}

export function moveWords(seen: SeenWords, move: Move, body: string): WordSet {
  const known = seen.words.get(move);
  if (known !== undefined) return known;
  const words = numberWords(seen, withParts(wordsOf(body.slice(move.span.start, move.span.end))));
  seen.words.set(move, words);
  return words;
}

/** An identifier speaks of what its parts name too: `iomap_valid` in one mail, `->valid` or "validity" in the next. */
function withParts(words: ReadonlySet<string>): ReadonlySet<string> {
  const all = new Set(words);
  for (const word of words) {
    if (word.includes('_')) for (const part of wordsOf(word.replaceAll('_', ' '))) all.add(part);
  }
  return all;
}

export function rememberWords(seen: SeenWords, move: Move, words: WordSet): void {
  seen.total += 1;
  seen.norms.clear();
  for (const word of words) {
    seen.counts[word] = (seen.counts[word] ?? 0) + 1;
    seen.last[word] = [move, ...(seen.last[word] ?? []).slice(0, LAST_MAX - 1)];
  }
}

/** Adds what another thread said, in its own numbers; who said a word last stays as it is. */
export function mergeSeen(kept: SeenWords, other: SeenWords): void {
  const numbers = new Int32Array(other.numbers.size);
  for (const [word, number] of other.numbers) {
    const own = numberOf(kept, word);
    numbers[number] = own;
    kept.counts[own] = (kept.counts[own] ?? 0) + (other.counts[number] ?? 0);
  }
  for (const [move, words] of other.words) {
    kept.words.set(move, words.map((number) => numbers[number] ?? 0).sort());
  }
  kept.total += other.total;
  kept.norms.clear();
}

/** How much a word tells, by how few of the moves so far have it: about 0.7 to 6. */
function rarity(seen: SeenWords, word: number): number {
  return Math.log((seen.total + 2) / ((seen.counts[word] ?? 0) + 1)) + (seen.bonus[word] ?? 0);
}

/** Cosine of two sets of words, each word weighed by its rarity; 0 to 1. */
export function likeness(seen: SeenWords, a: WordSet, b: WordSet): number {
  let [shared, left, right] = [0, 0, 0];
  while (left < a.length && right < b.length) {
    const [one, other] = [a[left] ?? 0, b[right] ?? 0];
    if (one === other) shared += weight(seen, one);
    if (one <= other) left += 1;
    if (one >= other) right += 1;
  }
  return cosine(seen, shared, a, b);
}

function cosine(seen: SeenWords, shared: number, a: WordSet, b: WordSet): number {
  return shared === 0 ? 0 : shared / Math.sqrt(norm(seen, a) * norm(seen, b));
}

/** Three sets that are compared with many others: marked once, each of the others is walked once. */
export type Compared = readonly [WordSet, WordSet, WordSet];

export function markWords({ marks }: SeenWords, sets: Compared): void {
  sets.forEach((set, index) => {
    for (const word of set) marks[word] = (marks[word] ?? 0) | (1 << index);
  });
}

export function unmarkWords({ marks }: SeenWords, sets: Compared): void {
  for (const set of sets) for (const word of set) marks[word] = 0;
}

/** `likeness` of each of the three marked sets to `others`, in `into`, which is given back. */
export function likenesses(
  seen: SeenWords,
  [a, b, c]: Compared,
  others: WordSet,
  into: Float64Array,
): Float64Array {
  let [first, second, third] = [0, 0, 0];
  for (let at = 0; at < others.length; at += 1) {
    const word = others[at] ?? 0;
    const mark = seen.marks[word] ?? 0;
    if (mark === 0) continue;
    const worth = weight(seen, word);
    if ((mark & 1) !== 0) first += worth;
    if ((mark & 2) !== 0) second += worth;
    if ((mark & 4) !== 0) third += worth;
  }
  into[0] = cosine(seen, first, a, others);
  into[1] = cosine(seen, second, b, others);
  into[2] = cosine(seen, third, c, others);
  return into;
}

function norm(seen: SeenWords, words: WordSet): number {
  const known = seen.norms.get(words);
  if (known !== undefined) return known;
  let sum = 0;
  for (const word of words) sum += weight(seen, word);
  seen.norms.set(words, sum);
  return sum;
}

function weight(seen: SeenWords, word: number): number {
  if (seen.weighedAt[word] === seen.total) return seen.weights[word] ?? 0;
  const squared = rarity(seen, word) ** 2;
  seen.weights[word] = squared;
  seen.weighedAt[word] = seen.total;
  return squared;
}

/** Earlier moves that share a rare word, the best first. */
export function namesakes(seen: SeenWords, words: WordSet): readonly Move[] {
  const weights = new Map<Move, number>();
  for (const word of words) {
    if ((seen.counts[word] ?? 0) > RARE_MAX) continue;
    for (const move of seen.last[word] ?? []) {
      weights.set(move, (weights.get(move) ?? 0) + rarity(seen, word));
    }
  }
  return [...weights]
    .sort(([a, left], [b, right]) => right - left || b.at - a.at || (a.id < b.id ? -1 : 1))
    .slice(0, NAMESAKES_MAX)
    .map(([move]) => move);
}
