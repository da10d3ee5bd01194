/**
 * A tree of yes-or-no questions as flat rows: `feature[i] < 0` makes row i a leaf with `value[i]`; else rows left and
 * right, `value[i]` being the limit at or below which left is taken.
 */
export type Tree = {
  readonly feature: readonly number[];
  readonly value: readonly number[];
  readonly left: readonly number[];
  readonly right: readonly number[];
};

/** Boosted trees: the sum of what the trees say, plus `base`, is the logit of the probability. */
export type Trees = { readonly base: number; readonly trees: readonly Tree[] };

export function treesProbability({ base, trees }: Trees, row: readonly number[]): number {
  let logit = base;
  for (const tree of trees) logit += treeValue(tree, row);
  return 1 / (1 + Math.exp(-logit));
}

export function treeValue({ feature, value, left, right }: Tree, row: readonly number[]): number {
  let at = 0;
  for (;;) {
    const asked = feature[at] ?? -1;
    if (asked < 0) return value[at] ?? 0;
    at = ((row[asked] ?? 0) <= (value[at] ?? 0) ? left[at] : right[at]) ?? 0;
  }
}
