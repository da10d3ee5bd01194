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
  /** Row of a question's left answer; that of its right answer stands behind it. */
  readonly next: Int32Array;
};

export function loadTrees({ base, starts, feature, value, left, right }: StoredTrees): Trees {
  const next = new Int32Array(feature.length * 2);
  for (let at = 0; at < feature.length; at += 1) {
    next[at * 2] = left[at] ?? 0;
    next[at * 2 + 1] = right[at] ?? 0;
  }
  return {
    base,
    starts: Int32Array.from(starts),
    feature: Int8Array.from(feature),
    value: Float64Array.from(value),
    next,
  };
}

/** The sum of what the trees say plus `base` is the logit of the probability. */
export function treesProbability({ base, starts, feature, value, next }: Trees, row: Float64Array): number {
  let logit = base;
  for (let tree = 0; tree < starts.length; tree += 1) {
    let at = starts[tree] ?? 0;
    for (let asked = feature[at] ?? -1; asked >= 0; asked = feature[at] ?? -1) {
      at = next[at * 2 + ((row[asked] ?? 0) <= (value[at] ?? 0) ? 0 : 1)] ?? 0;
    }
    logit += value[at] ?? 0;
  }
  return 1 / (1 + Math.exp(-logit));
}
