import { hashText } from '@/lib/design/moves/words.ts';

/** The name of a group of features, with its hash. */
export type Tag = { readonly text: string; readonly hash: number };

/** Where features go: 32-bit hashes, and (only to explain) what each stands for. */
export type Sink = { readonly out: number[]; readonly names: FeatureNames | null };

/** Names of features by hash, and the words behind the hashes they are made of. */
export type FeatureNames = { readonly features: Map<number, string>; readonly words: Map<number, string> };

export function tag(text: string): Tag {
  return { text, hash: hashText(text) };
}

/** Tags of the same feature said by the author of a posting and by anybody else. */
export function tagByRole(text: string): readonly [Tag, Tag] {
  return [tag(`${text} by author`), tag(`${text} by other`)];
}

/**
 * Adds the feature `tag(a, b, c)`. Numbers are mixed instead of strings joined: making names took two thirds of the
 * time of the whole extraction.
 */
export function emit({ out, names }: Sink, { text, hash }: Tag, a = 0, b = 0, c = 0): void {
  const mixed = mix(mix(mix(hash, a), b), c) >>> 0;
  out.push(mixed);
  if (names === null) return;
  const parts = [a, b, c].filter((part) => part !== 0).map((part) => names.words.get(part) ?? String(part));
  names.features.set(mixed, [text, ...parts].join(' '));
}

/** One step of FNV-1a with what it loses in the upper bits folded back. */
export function mix(hash: number, value: number): number {
  return Math.imul(hash ^ value, 0x01000193) ^ (hash >>> 15);
}
