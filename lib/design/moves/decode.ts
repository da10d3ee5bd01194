import type { ItemKind } from '@/lib/design/item.ts';
import { CLASSES } from '@/lib/design/moves/linear.ts';
import type { Unit } from '@/lib/design/reading.ts';

/** Neighbouring units that carry one move. */
export type Run = {
  readonly kind: ItemKind;
  /** Indexes of its units, `first` to `last`. */
  readonly first: number;
  readonly last: number;
  /** Probability of the kind in its surest unit. */
  readonly score: number;
};

/** The contract: a span covers at most three sentences. */
const SENTENCES_MAX = 3;
/** How much of its probability `none` keeps: a missed move costs as much as a wrong one (tuned by cross-validation). */
const NONE_KEEPS = 0.35;

/** Chooses a kind for each unit and joins neighbours of one kind in a paragraph. */
export function decodeRuns(units: readonly Unit[], probabilities: readonly Float64Array[]): readonly Run[] {
  const runs: Run[] = [];
  units.forEach((unit, index) => {
    const kind = bestKind(probabilities[index] as Float64Array);
    if (kind === null) return;
    const last = runs.at(-1);
    const isNext = last !== undefined && last.kind === kind.kind && last.last === index - 1;
    if (isNext && units[last.last]?.paragraph === unit.paragraph && index - last.first < SENTENCES_MAX) {
      runs[runs.length - 1] = { ...last, last: index, score: Math.max(last.score, kind.score) };
    } else runs.push({ kind: kind.kind, first: index, last: index, score: kind.score });
  });
  return runs;
}

function bestKind(probability: Float64Array): { readonly kind: ItemKind; readonly score: number } | null {
  let best: { readonly kind: ItemKind; readonly score: number } | null = null;
  let top = (probability[0] ?? 0) * NONE_KEEPS;
  CLASSES.forEach((kind, at) => {
    const score = probability[at] ?? 0;
    if (kind === 'none' || score <= top) return;
    top = score;
    best = { kind, score };
  });
  return best;
}
