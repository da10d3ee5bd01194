import { type StoredTrees, TREE_DEPTH } from '@/lib/design/moves/trees.ts';

export type TreeRow = { readonly row: Float64Array; readonly label: boolean };

const ROUNDS = 110;
const RATE = 0.07;
const BINS = 40;
const ROWS_MIN = 40;
const RIDGE = 5;

type Columns = { readonly bins: readonly Uint8Array[]; readonly limits: readonly (readonly number[])[] };
type Slopes = { readonly gradient: Float64Array; readonly hessian: Float64Array };
type Cut = { readonly feature: number; readonly bin: number; readonly gain: number };

type Growing = Record<'starts' | 'feature' | 'value' | 'left' | 'right', number[]>;

/** Fits boosted trees to yes-or-no labels by second-order steps (Chen and Guestrin 2016) on binned values. */
export function fitTrees(rows: readonly TreeRow[]): StoredTrees {
  const columns = toColumns(rows.map(({ row }) => row));
  const share = rows.filter(({ label }) => label).length / Math.max(1, rows.length);
  const base = Math.log((share + 1e-6) / (1 - share + 1e-6));
  const logits = new Float64Array(rows.length).fill(base);
  const slopes = { gradient: new Float64Array(rows.length), hessian: new Float64Array(rows.length) };
  const all = Int32Array.from(rows.keys());
  const grown: Growing = { starts: [], feature: [], value: [], left: [], right: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    rows.forEach(({ label }, at) => {
      const probability = 1 / (1 + Math.exp(-(logits[at] ?? 0)));
      slopes.gradient[at] = probability - (label ? 1 : 0);
      slopes.hessian[at] = Math.max(1e-6, probability * (1 - probability));
    });
    growTree(grown, columns, slopes, logits, all);
  }
  return { base, ...grown, value: grown.value.map((value) => Number(value.toPrecision(5))) };
}

/** Each column cut at its quantiles. */
function toColumns(rows: readonly Float64Array[]): Columns {
  const width = rows[0]?.length ?? 0;
  const bins: Uint8Array[] = [];
  const limits: (readonly number[])[] = [];
  for (let feature = 0; feature < width; feature += 1) {
    const values = Float64Array.from(rows, (row) => row[feature] ?? 0).sort();
    const cuts = new Set<number>();
    for (let cut = 1; cut < BINS; cut += 1) cuts.add(values[Math.floor((cut * values.length) / BINS)] ?? 0);
    const ordered = [...cuts].sort((a, b) => a - b).filter((cut) => cut < (values.at(-1) ?? 0));
    limits.push(ordered);
    bins.push(Uint8Array.from(rows, (row) => binOf(ordered, row[feature] ?? 0)));
  }
  return { bins, limits };
}

/** Index of the first limit that is not below the value. */
function binOf(limits: readonly number[], value: number): number {
  let [low, high] = [0, limits.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((limits[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Adds a tree and what it says to the logits. */
function growTree(
  grown: Growing,
  columns: Columns,
  slopes: Slopes,
  logits: Float64Array,
  all: Int32Array,
): void {
  const start = addLeaf(grown);
  grown.starts.push(start);
  const open: { readonly at: number; readonly rows: Int32Array; readonly depth: number }[] = [];
  open.push({ at: start, rows: all, depth: 0 });
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { at, rows, depth } = next;
    const cut = depth < TREE_DEPTH ? findCut(columns, slopes, rows) : null;
    if (cut === null) {
      const value = leafValue(slopes, rows);
      grown.value[at] = value;
      for (const row of rows) logits[row] = (logits[row] ?? 0) + value;
      continue;
    }
    const bins = columns.bins[cut.feature] as Uint8Array;
    grown.feature[at] = cut.feature;
    grown.value[at] = columns.limits[cut.feature]?.[cut.bin] ?? 0;
    for (const side of ['left', 'right'] as const) {
      const chosen = rows.filter((row) => (bins[row] ?? 0) <= cut.bin === (side === 'left'));
      const child = addLeaf(grown);
      grown[side][at] = child;
      open.push({ at: child, rows: chosen, depth: depth + 1 });
    }
  }
}

function addLeaf({ feature, value, left, right }: Growing): number {
  value.push(0);
  left.push(0);
  right.push(0);
  return feature.push(-1) - 1;
}

function leafValue({ gradient, hessian }: Slopes, rows: Int32Array): number {
  let [slope, curve] = [0, 0];
  for (const row of rows) {
    slope += gradient[row] ?? 0;
    curve += hessian[row] ?? 0;
  }
  return (-RATE * slope) / (curve + RIDGE);
}

function findCut(columns: Columns, { gradient, hessian }: Slopes, rows: Int32Array): Cut | null {
  let best: Cut | null = null;
  const slope = new Float64Array(BINS + 1);
  const curve = new Float64Array(BINS + 1);
  const count = new Uint32Array(BINS + 1);
  columns.bins.forEach((bins, feature) => {
    slope.fill(0);
    curve.fill(0);
    count.fill(0);
    for (const row of rows) {
      const bin = bins[row] ?? 0;
      slope[bin] = (slope[bin] ?? 0) + (gradient[row] ?? 0);
      curve[bin] = (curve[bin] ?? 0) + (hessian[row] ?? 0);
      count[bin] = (count[bin] ?? 0) + 1;
    }
    const cut = bestCut(slope, curve, count, rows.length);
    if (cut !== null && cut.gain > (best?.gain ?? 1e-3)) best = { feature, ...cut };
  });
  return best;
}

function bestCut(
  slope: Float64Array,
  curve: Float64Array,
  count: Uint32Array,
  rows: number,
): { readonly bin: number; readonly gain: number } | null {
  const total = slope.reduce((sum, one) => sum + one, 0);
  const whole = curve.reduce((sum, one) => sum + one, 0);
  const parent = (total * total) / (whole + RIDGE);
  let best: { readonly bin: number; readonly gain: number } | null = null;
  let [left, leftCurve, leftRows] = [0, 0, 0];
  for (let bin = 0; bin < BINS; bin += 1) {
    left += slope[bin] ?? 0;
    leftCurve += curve[bin] ?? 0;
    leftRows += count[bin] ?? 0;
    if (leftRows < ROWS_MIN) continue;
    if (rows - leftRows < ROWS_MIN) break;
    const right = total - left;
    const gain = (left * left) / (leftCurve + RIDGE) + (right * right) / (whole - leftCurve + RIDGE) - parent;
    if (gain > (best?.gain ?? 0)) best = { bin, gain };
  }
  return best;
}
