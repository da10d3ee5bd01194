import type { Move } from '@/lib/design/item.ts';
import { wordsOf } from '@/lib/series/shared-words.ts';

/** Words of moves so far: how rare each is, and who said it last. Grows in the order of time (the law). */
export type SeenWords = {
  readonly counts: Map<string, number>;
  readonly last: Map<string, readonly Move[]>;
  readonly words: Map<Move, ReadonlySet<string>>;
  /** Weight of each set of words asked about since the last move: a move asks five times for each candidate. */
  readonly norms: Map<ReadonlySet<string>, number>;
  readonly weights: Map<string, number>;
  total: number;
};

/** Of a word only the latest who said it are kept: that bounds the candidates. */
const LAST_MAX = 3;
/** A rarer word says more; one that all use says nothing. */
const RARE_MAX = 4;
const NAMESAKES_MAX = 4;

export function createSeenWords(): SeenWords {
  return {
    counts: new Map(),
    last: new Map(),
    words: new Map(),
    norms: new Map(),
    weights: new Map(),
    total: 0,
  };
}

export function moveWords(seen: SeenWords, move: Move, body: string): ReadonlySet<string> {
  const known = seen.words.get(move);
  if (known !== undefined) return known;
  const words = withParts(wordsOf(body.slice(move.span.start, move.span.end)));
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

export function rememberWords(seen: SeenWords, move: Move, words: ReadonlySet<string>): void {
  seen.total += 1;
  seen.norms.clear();
  seen.weights.clear();
  for (const word of words) {
    seen.counts.set(word, (seen.counts.get(word) ?? 0) + 1);
    seen.last.set(word, [move, ...(seen.last.get(word) ?? []).slice(0, LAST_MAX - 1)]);
  }
}

/** How much a word tells, by how few of the moves so far have it: about 0.7 to 6. */
function rarity(seen: SeenWords, word: string): number {
  return Math.log((seen.total + 2) / ((seen.counts.get(word) ?? 0) + 1)) + (word.includes('_') ? 1 : 0.2);
}

/** Cosine of two sets of words, each word weighed by its rarity; 0 to 1. */
export function likeness(seen: SeenWords, a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const word of small) if (large.has(word)) shared += weight(seen, word);
  return shared === 0 ? 0 : shared / Math.sqrt(norm(seen, a) * norm(seen, b));
}

function norm(seen: SeenWords, words: ReadonlySet<string>): number {
  const known = seen.norms.get(words);
  if (known !== undefined) return known;
  let sum = 0;
  for (const word of words) sum += weight(seen, word);
  seen.norms.set(words, sum);
  return sum;
}

function weight(seen: SeenWords, word: string): number {
  const known = seen.weights.get(word);
  if (known !== undefined) return known;
  const squared = rarity(seen, word) ** 2;
  seen.weights.set(word, squared);
  return squared;
}

/** Earlier moves that share a rare word, the best first. */
export function namesakes(seen: SeenWords, words: ReadonlySet<string>): readonly Move[] {
  const weights = new Map<Move, number>();
  for (const word of words) {
    if ((seen.counts.get(word) ?? 0) > RARE_MAX) continue;
    for (const move of seen.last.get(word) ?? []) {
      weights.set(move, (weights.get(move) ?? 0) + rarity(seen, word));
    }
  }
  return [...weights]
    .sort(([a, left], [b, right]) => right - left || b.at - a.at || (a.id < b.id ? -1 : 1))
    .slice(0, NAMESAKES_MAX)
    .map(([move]) => move);
}
