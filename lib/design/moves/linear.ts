import { ITEM_KINDS, type ItemKind } from '@/lib/design/item.ts';

/** Classes of a unit: no move, or one of a kind. */
export const CLASSES: readonly ('none' | ItemKind)[] = ['none', ...ITEM_KINDS];

/** A multinomial linear model over hashed features: `weights[bucket * CLASSES.length + class] * scale`. */
export type LinearModel = {
  /** 2 ** bits buckets. */
  readonly bits: number;
  readonly scale: number;
  readonly weights: Int8Array;
};

/** Folds a 32-bit hash to a bucket. */
export function bucketOf(hash: number, bits: number): number {
  return (hash ^ (hash >>> bits)) & ((1 << bits) - 1);
}

/** One logit a class; a bucket counts once however many features fall into it. */
export function linearScores(model: LinearModel, features: readonly number[]): Float64Array {
  return linearBuckets(model, new Set(features.map((hash) => bucketOf(hash, model.bits))));
}

export function linearBuckets({ scale, weights }: LinearModel, buckets: Iterable<number>): Float64Array {
  const size = CLASSES.length;
  const scores = new Float64Array(size);
  for (const bucket of buckets) {
    for (let at = 0; at < size; at += 1) scores[at] = (scores[at] ?? 0) + (weights[bucket * size + at] ?? 0);
  }
  return scores.map((score) => score * scale);
}

/** Logits to probabilities. */
export function softmax(scores: Float64Array): Float64Array {
  const top = Math.max(...scores);
  const raised = scores.map((score) => Math.exp(score - top));
  const sum = raised.reduce((total, value) => total + value, 0);
  return raised.map((value) => value / sum);
}
