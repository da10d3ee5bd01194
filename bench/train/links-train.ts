import { FEATURE_COUNT } from '@/lib/design/links/feature-names.ts';
import { LEAK, type Network, softmax } from '@/lib/design/links/network.ts';

/** A choice of the labels: the features of each candidate and how much of the truth it is (sums to 1). */
export type Example = { readonly rows: readonly Float64Array[]; readonly truth: readonly number[] };

export type Settings = {
  readonly hidden: number;
  readonly epochs: number;
  readonly rate: number;
  readonly decay: number;
  readonly seed: number;
};

/** An example without its zeros, nine of ten values: row `r` has those from `from[r]` to `from[r + 1]`. */
type Sparse = {
  readonly from: Int32Array;
  readonly features: Int32Array;
  readonly values: Float64Array;
  readonly truth: readonly number[];
};

/** Weights by feature, then the biases, then those of the output; all in one array, so that one loop steps them. */
type Layout = {
  readonly hidden: number;
  readonly bias: number;
  readonly output: number;
  readonly size: number;
};

const BATCH = 16;
const ROWS_MAX = 64;

function toSparse({ rows, truth }: Example): Sparse {
  const from = [0];
  const features: number[] = [];
  const values: number[] = [];
  for (const row of rows) {
    row.forEach((value, feature) => {
      if (value === 0) return;
      features.push(feature);
      values.push(value);
    });
    from.push(features.length);
  }
  return {
    from: Int32Array.from(from),
    features: Int32Array.from(features),
    values: Float64Array.from(values),
    truth,
  };
}

/** Small fixed generator: the same weights on every machine. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Adam on the cross entropy of the softmax over candidates. The same examples give the same network. */
export function trainNetwork(all: readonly Example[], settings: Settings): Network {
  const { hidden, epochs, rate, decay, seed } = settings;
  const examples = all.map(toSparse);
  const random = generator(seed);
  const bias = hidden * FEATURE_COUNT;
  const layout: Layout = { hidden, bias, output: bias + hidden, size: bias + 2 * hidden };
  const weights = Float64Array.from(
    { length: layout.size },
    (_, at) => (random() - 0.5) * (at < layout.output ? 0.3 : 0.8),
  );
  const first = new Float64Array(layout.size);
  const second = new Float64Array(layout.size);
  const gradient = new Float64Array(layout.size);
  const sums = new Float64Array(ROWS_MAX * hidden);
  const order = examples.map((_, index) => index);
  let step = 0;
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, random);
    const stepSize = rate * (1 - epoch / epochs) + rate * 0.05;
    for (let from = 0; from < order.length; from += BATCH) {
      gradient.fill(0);
      const members = order.slice(from, from + BATCH);
      for (const index of members) addGradient(examples[index] as Sparse, weights, gradient, layout, sums);
      step += 1;
      for (let i = 0; i < layout.size; i += 1) {
        const g = (gradient[i] as number) / members.length + decay * (weights[i] as number);
        first[i] = 0.9 * (first[i] as number) + 0.1 * g;
        second[i] = 0.999 * (second[i] as number) + 0.001 * g * g;
        const m = (first[i] as number) / (1 - 0.9 ** step);
        const v = (second[i] as number) / (1 - 0.999 ** step);
        weights[i] = (weights[i] as number) - (stepSize * m) / (Math.sqrt(v) + 1e-8);
      }
    }
  }
  return toNetwork(weights, layout);
}

function shuffle(order: number[], random: () => number): void {
  for (let i = order.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
}

function toNetwork(weights: Float64Array, { hidden, bias, output }: Layout): Network {
  const unitOf = (unit: number): Float64Array =>
    Float64Array.from({ length: FEATURE_COUNT + 1 }, (_, feature) =>
      Number(weights[feature === FEATURE_COUNT ? bias + unit : feature * hidden + unit]),
    );
  return { hidden: Array.from({ length: hidden }, (_, unit) => unitOf(unit)), output: weights.slice(output) };
}

/** `sums` is room for what the hidden units of each candidate add up to. */
function addGradient(
  { from, features, values, truth }: Sparse,
  weights: Float64Array,
  gradient: Float64Array,
  { hidden, bias, output }: Layout,
  sums: Float64Array,
): void {
  const scores = truth.map((_, row) => {
    const base = row * hidden;
    for (let unit = 0; unit < hidden; unit += 1) sums[base + unit] = weights[bias + unit] as number;
    for (let k = from[row] as number; k < (from[row + 1] as number); k += 1) {
      const [at, value] = [(features[k] as number) * hidden, values[k] as number];
      for (let unit = 0; unit < hidden; unit += 1)
        sums[base + unit] = (sums[base + unit] as number) + (weights[at + unit] as number) * value;
    }
    let score = 0;
    for (let unit = 0; unit < hidden; unit += 1) {
      const sum = sums[base + unit] as number;
      score += (weights[output + unit] as number) * Math.max(sum, sum * LEAK);
    }
    return score;
  });
  const chances = softmax(scores);
  truth.forEach((wanted, row) => {
    const error = (chances[row] as number) - wanted;
    if (Math.abs(error) < 1e-6) return;
    const base = row * hidden;
    for (let unit = 0; unit < hidden; unit += 1) {
      const sum = sums[base + unit] as number;
      const slope = sum > 0 ? 1 : LEAK;
      const back = error * (weights[output + unit] as number) * slope;
      gradient[output + unit] = (gradient[output + unit] as number) + error * sum * slope;
      gradient[bias + unit] = (gradient[bias + unit] as number) + back;
      sums[base + unit] = back;
    }
    for (let k = from[row] as number; k < (from[row + 1] as number); k += 1) {
      const [at, value] = [(features[k] as number) * hidden, values[k] as number];
      for (let unit = 0; unit < hidden; unit += 1)
        gradient[at + unit] = (gradient[at + unit] as number) + (sums[base + unit] as number) * value;
    }
  });
}
