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

/** Numbers of an entry of the table below: hash, four weights, three weights and whether taken, set seen last. */
const ENTRY = 4;
const TAKEN = 1 << 24;

/** Adds the weights of `features[start..end)`, each once, to `base`: sums by class, to be scaled. */
export type Scorer = (features: Int32Array, start: number, end: number, base: Sums | null) => Sums;
export type Sums = Float64Array;

/**
 * All that belongs to a feature stands in one line of the cache, with the last set that had it: features repeat, and
 * marking them costs a fifth of sorting.
 */
export function createScorer({ slots, hashes, weights }: LinearModel): Scorer {
  const table = layTable(slots, hashes, weights);
  const mask = table.length - 1;
  const size = slots.length;
  let set = 0;
  return (features, start, end, base) => {
    set = (set + 1) | 0;
    let [a, b, c, d, e, f, g] = [0, 0, 0, 0, 0, 0, 0];
    for (let index = start; index < end; index += 1) {
      const hash = features[index] ?? 0;
      let at = slotOf(hash, size) * ENTRY;
      while (((table[at + 2] ?? 0) & TAKEN) !== 0 && table[at] !== hash) at = (at + ENTRY) & mask;
      const rest = table[at + 2] ?? 0;
      if ((rest & TAKEN) === 0 || table[at + 3] === set) continue;
      table[at + 3] = set;
      const first = table[at + 1] ?? 0;
      a += (first << 24) >> 24;
      b += (first << 16) >> 24;
      c += (first << 8) >> 24;
      d += first >> 24;
      e += (rest << 24) >> 24;
      f += (rest << 16) >> 24;
      g += (rest << 8) >> 24;
    }
    const sums = new Float64Array(CLASSES.length);
    sums[0] = a;
    sums[1] = b;
    sums[2] = c;
    sums[3] = d;
    sums[4] = e;
    sums[5] = f;
    sums[6] = g;
    if (base !== null)
      for (let one = 0; one < sums.length; one += 1) sums[one] = (sums[one] ?? 0) + (base[one] ?? 0);
    return sums;
  };
}

function layTable(slots: Int32Array, hashes: Int32Array, weights: Int8Array): Int32Array {
  const table = new Int32Array(slots.length * ENTRY);
  const byteAt = (row: number, one: number): number => (weights[row * CLASSES.length + one] ?? 0) & 0xff;
  for (let slot = 0; slot < slots.length; slot += 1) {
    const row = (slots[slot] ?? 0) - 1;
    if (row < 0) continue;
    const at = slot * ENTRY;
    table[at] = hashes[row] ?? 0;
    table[at + 1] = byteAt(row, 0) | (byteAt(row, 1) << 8) | (byteAt(row, 2) << 16) | (byteAt(row, 3) << 24);
    table[at + 2] = byteAt(row, 4) | (byteAt(row, 5) << 8) | (byteAt(row, 6) << 16) | TAKEN;
  }
  return table;
}

/** Sums of weights to the probability of each class, in place. */
export function toChances(scores: Sums, scale: number): Float64Array {
  let top = Number.NEGATIVE_INFINITY;
  for (let one = 0; one < scores.length; one += 1) top = Math.max(top, (scores[one] ?? 0) * scale);
  let sum = 0;
  for (let one = 0; one < scores.length; one += 1) {
    const raised = Math.exp((scores[one] ?? 0) * scale - top);
    scores[one] = raised;
    sum += raised;
  }
  for (let one = 0; one < scores.length; one += 1) scores[one] = (scores[one] ?? 0) / sum;
  return scores;
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
