import { ITEM_KINDS, type ItemKind } from '@/lib/design/item.ts';

/** Classes of a unit: no move, or one of a kind. */
export const CLASSES: readonly ('none' | ItemKind)[] = ['none', ...ITEM_KINDS];

/**
 * A multinomial linear model over hashed features. Only features seen often enough have a row: with buckets instead,
 * which the rare ones share with them, item F1 is a point lower.
 */
export type LinearModel = {
  /** Row + 1 of a feature, found by open addressing; 0 is free. A power of two, at most half full. */
  readonly slots: Int32Array;
  /** Hash of each row. */
  readonly hashes: Int32Array;
  /** `weights[row * CLASSES.length + class] * scale`. */
  readonly weights: Int8Array;
  readonly scale: number;
};

export function linearModel(hashes: Int32Array, weights: Int8Array, scale: number): LinearModel {
  let size = 2;
  while (size < hashes.length * 2) size *= 2;
  const slots = new Int32Array(size);
  for (let row = 0; row < hashes.length; row += 1) {
    let at = slotOf(hashes[row] ?? 0, size);
    while (slots[at] !== 0) at = (at + 1) & (size - 1);
    slots[at] = row + 1;
  }
  return { slots, hashes, weights, scale };
}

/** The rows of the features of a unit, each once, in order. Sorting numbers beats a Set of them three to one. */
export function rowsOf({ slots, hashes }: LinearModel, features: ArrayLike<number>): Int32Array {
  const rows = new Int32Array(features.length);
  let found = 0;
  for (let index = 0; index < features.length; index += 1) {
    const hash = (features[index] ?? 0) | 0;
    let at = slotOf(hash, slots.length);
    for (let row = slots[at] ?? 0; row !== 0; row = slots[at] ?? 0) {
      if (hashes[row - 1] === hash) {
        rows[found] = row - 1;
        found += 1;
        break;
      }
      at = (at + 1) & (slots.length - 1);
    }
  }
  return eachOnce(rows.subarray(0, found));
}

/** One logit a class. */
export function linearScores(model: LinearModel, features: ArrayLike<number>): Float64Array {
  const size = CLASSES.length;
  const scores = new Float64Array(size);
  for (const row of rowsOf(model, features)) {
    for (let one = 0; one < size; one += 1) {
      scores[one] = (scores[one] ?? 0) + (model.weights[row * size + one] ?? 0);
    }
  }
  for (let one = 0; one < size; one += 1) scores[one] = (scores[one] ?? 0) * model.scale;
  return scores;
}

/** Logits to probabilities. */
export function softmax(scores: Float64Array): Float64Array {
  const top = Math.max(...scores);
  const raised = scores.map((score) => Math.exp(score - top));
  const sum = raised.reduce((total, value) => total + value, 0);
  return raised.map((value) => value / sum);
}

/** Sorts in place; a view of the part that is left. */
export function eachOnce(values: Int32Array): Int32Array {
  values.sort();
  let kept = 0;
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? 0;
    if (kept > 0 && value === values[kept - 1]) continue;
    values[kept] = value;
    kept += 1;
  }
  return values.subarray(0, kept);
}

function slotOf(hash: number, size: number): number {
  return (hash ^ (hash >>> 16)) & (size - 1);
}
