import type { Label } from './labelled.ts';

/** A prediction as far as matching goes. */
export type Guess = {
  readonly kind: string;
  readonly mid: string;
  readonly start: number;
  readonly end: number;
};

/**
 * Pairs predictions with labels as ../shared/eval/score.mjs does: same message and kind, the shorter span covered at
 * least half, the overlap at least `ofUnion` of the union; one to one, largest overlap first.
 */
export function matchGuesses<G extends Guess>(
  labels: readonly Label[],
  guesses: readonly G[],
  ofUnion = 0.25,
): ReadonlyMap<G, Label> {
  const pairs: { readonly label: Label; readonly guess: G; readonly shared: number }[] = [];
  for (const label of labels) {
    for (const guess of guesses) {
      if (label.mid !== guess.mid || label.kind !== guess.kind) continue;
      const shared = Math.max(0, Math.min(label.end, guess.end) - Math.max(label.start, guess.start));
      const union = label.end - label.start + (guess.end - guess.start) - shared;
      const isCovered = shared * 2 >= Math.min(label.end - label.start, guess.end - guess.start);
      if (shared > 0 && isCovered && shared >= ofUnion * union) pairs.push({ label, guess, shared });
    }
  }
  pairs.sort((a, b) => b.shared - a.shared || (a.label.id < b.label.id ? -1 : 1));
  const used = new Set<Label>();
  const matched = new Map<G, Label>();
  for (const { label, guess } of pairs) {
    if (used.has(label) || matched.has(guess)) continue;
    used.add(label);
    matched.set(guess, label);
  }
  return matched;
}
