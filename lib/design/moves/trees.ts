/** Boosted trees as they are stored: all rows of all trees one after the other, `starts` the first row of each tree. */
export type StoredTrees = {
  readonly base: number;
  readonly starts: ArrayLike<number>;
  /** What a row asks; negative: it is a leaf. */
  readonly feature: ArrayLike<number>;
  /** Of a leaf what it says; else the limit at or below which the left row is next, above it the right one. */
  readonly value: ArrayLike<number>;
  readonly left: ArrayLike<number>;
  readonly right: ArrayLike<number>;
};

/** Questions on the way to a leaf, at most. */
export const TREE_DEPTH = 4;
/** Leaves of a tree that asks them all. */
const LEAVES = 1 << TREE_DEPTH;

/**
 * The same with every tree filled up to its whole depth, so that each walk takes as many steps and the processor need
 * not guess when it ends: a third faster. Question `n` of a tree stands at `n`, the questions behind its answers at
 * `2n` and `2n + 1`, the first one at 1; the leaves follow the last question.
 */
export type Trees = {
  readonly base: number;
  readonly feature: Uint8Array;
  readonly limit: Float64Array;
  readonly leaf: Float64Array;
  /** The most that the trees from each on can add together. */
  readonly rest: Float64Array;
};

export function loadTrees({ base, starts, feature, value, left, right }: StoredTrees): Trees {
  const size = starts.length * LEAVES;
  const trees: Trees = {
    base,
    feature: new Uint8Array(size),
    limit: new Float64Array(size).fill(Number.POSITIVE_INFINITY),
    leaf: new Float64Array(size),
    rest: new Float64Array(starts.length + 1),
  };
  for (let tree = 0; tree < starts.length; tree += 1) {
    // Stored rows by place; a leaf that comes early stands for all that could follow it.
    const rows = [0, starts[tree] ?? 0];
    for (let place = 1; place < LEAVES; place += 1) {
      const row = rows[place] ?? 0;
      const asked = feature[row] ?? -1;
      rows.push(asked < 0 ? row : (left[row] ?? 0), asked < 0 ? row : (right[row] ?? 0));
      if (asked < 0) continue;
      trees.feature[tree * LEAVES + place] = asked;
      trees.limit[tree * LEAVES + place] = value[row] ?? 0;
    }
    for (let index = 0; index < LEAVES; index += 1)
      trees.leaf[tree * LEAVES + index] = value[rows[LEAVES + index] ?? 0] ?? 0;
  }
  for (let tree = starts.length - 1; tree >= 0; tree -= 1) {
    const most = Math.max(...trees.leaf.subarray(tree * LEAVES, (tree + 1) * LEAVES));
    trees.rest[tree] = (trees.rest[tree + 1] ?? 0) + most;
  }
  return trees;
}

/**
 * The sum of what the trees say plus `base` is the logit of the probability. When it cannot come to the logit `floor`
 * any more, 0 at once.
 */
export function treesProbability(
  { base, feature, limit, leaf, rest }: Trees,
  row: Float64Array,
  floor = Number.NEGATIVE_INFINITY,
): number {
  let logit = base;
  for (let first = 0; first < leaf.length; first += LEAVES) {
    if (logit + (rest[first / LEAVES] ?? 0) < floor) return 0;
    let place = 1;
    for (let step = 0; step < TREE_DEPTH; step += 1) {
      const at = first + place;
      place = 2 * place + ((row[feature[at] ?? 0] ?? 0) <= (limit[at] ?? 0) ? 0 : 1);
    }
    logit += leaf[first + place - LEAVES] ?? 0;
  }
  return 1 / (1 + Math.exp(-logit));
}
