/**
 * For each row of a square cost matrix the column it gets, so that the sum of costs is least (Kuhn and Munkres, with
 * potentials): n rows take n³ steps, 120 rows two million. Of equal sums the first found wins, always the same.
 */
export function assignRows(costs: readonly (readonly number[])[]): readonly number[] {
  const size = costs.length;
  const rowPotential = new Float64Array(size + 1);
  const columnPotential = new Float64Array(size + 1);
  /** Row of each column, counted from 1; column 0 holds the row that is being placed. */
  const rowOf = new Int32Array(size + 1);
  for (let row = 1; row <= size; row++) {
    rowOf[0] = row;
    const cameFrom = placeRow(costs, rowPotential, columnPotential, rowOf);
    for (let column = cameFrom.column; column !== 0; ) {
      const before = cameFrom.before[column] ?? 0;
      rowOf[column] = rowOf[before] ?? 0;
      column = before;
    }
  }
  const assigned = new Array<number>(size).fill(0);
  for (let column = 1; column <= size; column++) assigned[(rowOf[column] ?? 1) - 1] = column - 1;
  return assigned;
}

/** Shortest path from the row in column 0 to a free column: that column, and for each column the one before it. */
function placeRow(
  costs: readonly (readonly number[])[],
  rowPotential: Float64Array,
  columnPotential: Float64Array,
  rowOf: Int32Array,
): { readonly column: number; readonly before: Int32Array } {
  const size = costs.length;
  const before = new Int32Array(size + 1);
  const least = new Float64Array(size + 1).fill(Number.POSITIVE_INFINITY);
  const used = new Uint8Array(size + 1);
  let column = 0;
  while ((rowOf[column] ?? 0) !== 0) {
    used[column] = 1;
    const row = rowOf[column] ?? 0;
    let step = Number.POSITIVE_INFINITY;
    let next = 0;
    for (let j = 1; j <= size; j++) {
      if (used[j] === 1) continue;
      const cost = (costs[row - 1]?.[j - 1] ?? 0) - (rowPotential[row] ?? 0) - (columnPotential[j] ?? 0);
      if (cost < (least[j] ?? 0)) {
        least[j] = cost;
        before[j] = column;
      }
      if ((least[j] ?? 0) < step) {
        step = least[j] ?? 0;
        next = j;
      }
    }
    for (let j = 0; j <= size; j++) {
      if (used[j] === 1) {
        rowPotential[rowOf[j] ?? 0] = (rowPotential[rowOf[j] ?? 0] ?? 0) + step;
        columnPotential[j] = (columnPotential[j] ?? 0) - step;
      } else least[j] = (least[j] ?? 0) - step;
    }
    column = next;
  }
  return { column, before };
}
