import { ALL_KNOWN, isKnown, type Known } from '@/lib/design/moves/known.ts';
import { hashText } from '@/lib/design/moves/words.ts';

/** The name of a group of features, with its hash. */
export type Tag = { readonly text: string; readonly hash: number };

/**
 * Where features go that may have a row: `size` 32-bit hashes, and (only to explain) what each stands for. Used again
 * for each message.
 */
export type Sink = {
  hashes: Int32Array;
  size: number;
  readonly known: Known;
  readonly names: FeatureNames | null;
};

/** Names of features by hash, and the words behind the hashes they are made of. */
export type FeatureNames = { readonly features: Map<number, string>; readonly words: Map<number, string> };

export function newSink(known: Known = ALL_KNOWN, names: FeatureNames | null = null): Sink {
  return { hashes: new Int32Array(4096), size: 0, known, names };
}

export function tag(text: string): Tag {
  return { text, hash: hashText(text) };
}

/** Tags of the same feature said by the author of a posting and by anybody else. */
export function tagByRole(text: string): readonly [Tag, Tag] {
  return [tag(`${text} by author`), tag(`${text} by other`)];
}

/**
 * Adds the feature `tag(a, b, c)`; false when it has no row. A feature is seen no more often than what it is made of,
 * so one that holds it (a pair of words that of the word) has none either and need not be made. Numbers are mixed
 * instead of strings joined: making names took two thirds of the time of the whole extraction.
 */
export function emit(sink: Sink, { text, hash }: Tag, a = 0, b = 0, c = 0): boolean {
  const mixed = mix(mix(mix(hash, a), b), c);
  if (!isKnown(sink.known, mixed)) return false;
  if (sink.size === sink.hashes.length) grow(sink);
  sink.hashes[sink.size] = mixed;
  sink.size += 1;
  if (sink.names !== null) name(sink.names, mixed, text, [a, b, c]);
  return true;
}

function grow(sink: Sink): void {
  const larger = new Int32Array(sink.hashes.length * 2);
  larger.set(sink.hashes);
  sink.hashes = larger;
}

function name(
  { features, words }: FeatureNames,
  mixed: number,
  text: string,
  parts: readonly number[],
): void {
  const said = parts.filter((part) => part !== 0).map((part) => words.get(part) ?? String(part));
  features.set(mixed, [text, ...said].join(' '));
}

/** One step of FNV-1a with what it loses in the upper bits folded back. */
export function mix(hash: number, value: number): number {
  return Math.imul(hash ^ value, 0x01000193) ^ (hash >>> 15);
}
