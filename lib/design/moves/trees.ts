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

/** The same in typed arrays: half of the time of the extraction went into walking objects. */
export type Trees = {
  readonly base: number;
  readonly starts: Int32Array;
  readonly feature: Int8Array;
  readonly value: Float64Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** The most that the tree at this place and all after it can say together. */
  readonly most: Float64Array;
};

export function loadTrees({ base, starts, feature, value, left, right }: StoredTrees): Trees {
  const trees = {
    base,
    starts: Int32Array.from(starts),
    feature: Int8Array.from(feature),
    value: Float64Array.from(value),
    left: Int32Array.from(left),
    right: Int32Array.from(right),
  };
  return { ...trees, most: mostLeft(trees) };
}

function mostLeft({ starts, feature, value }: Omit<Trees, 'most'>): Float64Array {
  const most = new Float64Array(starts.length + 1);
  for (let tree = starts.length - 1; tree >= 0; tree -= 1) {
    let top = Number.NEGATIVE_INFINITY;
    for (let at = starts[tree] ?? 0; at < (starts[tree + 1] ?? feature.length); at += 1) {
      if ((feature[at] ?? 0) < 0) top = Math.max(top, value[at] ?? 0);
    }
    most[tree] = (most[tree + 1] ?? 0) + top;
  }
  return most;
}

/** Sums differ in the last bits by their order; no decision hangs on less. */
const ROUNDING = 1e-9;

/**
 * The sum of what the trees say plus `base` is the logit of the probability. 0 when it is below `least` for sure: most
 * spans are far from being moves, and half of the trees tell.
 */
export function treesProbability(trees: Trees, row: Float64Array, least = 0): number {
  const enough = least > 0 ? Math.log(least / (1 - least)) - ROUNDING : Number.NEGATIVE_INFINITY;
  let logit = trees.base;
  for (let tree = 0; tree < trees.starts.length; tree += 1) {
    if (logit + (trees.most[tree] ?? 0) < enough) return 0;
    logit += treeValue(trees, trees.starts[tree] ?? 0, row);
  }
  return 1 / (1 + Math.exp(-logit));
}

/** What the tree that begins at row `start` says. */
export function treeValue({ feature, value, left, right }: Trees, start: number, row: Float64Array): number {
  let at = start;
  for (;;) {
    const asked = feature[at] ?? -1;
    if (asked < 0) return value[at] ?? 0;
    at = ((row[asked] ?? 0) <= (value[at] ?? 0) ? left[at] : right[at]) ?? 0;
  }
}
