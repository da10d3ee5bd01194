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

/** Small fixed generator: the same weights on every machine. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Adam on the cross entropy of the softmax over candidates. */
export function trainNetwork(examples: readonly Example[], settings: Settings): Network {
  const random = generator(settings.seed);
  const width = FEATURE_COUNT + 1;
  const size = settings.hidden * width + settings.hidden;
  const weights = new Float64Array(size);
  for (let i = 0; i < size; i++) weights[i] = (random() - 0.5) * (i < settings.hidden * width ? 0.3 : 0.8);
  const first = new Float64Array(size);
  const second = new Float64Array(size);
  const gradient = new Float64Array(size);
  const order = examples.map((_, index) => index);
  const batch = 16;
  let step = 0;
  for (let epoch = 0; epoch < settings.epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [order[i], order[j]] = [order[j] as number, order[i] as number];
    }
    const rate = settings.rate * (1 - epoch / settings.epochs) + settings.rate * 0.05;
    for (let from = 0; from < order.length; from += batch) {
      gradient.fill(0);
      const members = order.slice(from, from + batch);
      for (const index of members)
        addGradient(examples[index] as Example, weights, gradient, settings.hidden);
      step += 1;
      for (let i = 0; i < size; i++) {
        const g = (gradient[i] as number) / members.length + settings.decay * (weights[i] as number);
        first[i] = 0.9 * (first[i] as number) + 0.1 * g;
        second[i] = 0.999 * (second[i] as number) + 0.001 * g * g;
        const m = (first[i] as number) / (1 - 0.9 ** step);
        const v = (second[i] as number) / (1 - 0.999 ** step);
        weights[i] = (weights[i] as number) - (rate * m) / (Math.sqrt(v) + 1e-8);
      }
    }
  }
  return {
    hidden: Array.from({ length: settings.hidden }, (_, unit) =>
      weights.slice(unit * width, (unit + 1) * width),
    ),
    output: weights.slice(settings.hidden * width),
  };
}

function addGradient(example: Example, weights: Float64Array, gradient: Float64Array, hidden: number): void {
  const width = FEATURE_COUNT + 1;
  const sets = example.rows.map((row) => {
    const set: number[] = [];
    for (let i = 0; i < row.length; i++) if (row[i] !== 0) set.push(i);
    return set;
  });
  const sums = example.rows.map((row, r) => {
    const out = new Float64Array(hidden);
    for (let unit = 0; unit < hidden; unit++) {
      const base = unit * width;
      let sum = weights[base + FEATURE_COUNT] as number;
      for (const i of sets[r] as number[]) sum += (weights[base + i] as number) * (row[i] as number);
      out[unit] = sum;
    }
    return out;
  });
  const scores = sums.map((out) => {
    let score = 0;
    for (let unit = 0; unit < hidden; unit++) {
      const sum = out[unit] as number;
      score += (weights[hidden * width + unit] as number) * Math.max(sum, sum * LEAK);
    }
    return score;
  });
  const chances = softmax(scores);
  example.rows.forEach((row, r) => {
    const error = (chances[r] as number) - (example.truth[r] as number);
    if (Math.abs(error) < 1e-6) return;
    for (let unit = 0; unit < hidden; unit++) {
      const sum = (sums[r] as Float64Array)[unit] as number;
      const slope = sum > 0 ? 1 : LEAK;
      const out = hidden * width + unit;
      gradient[out] = (gradient[out] as number) + error * sum * slope;
      const back = error * (weights[out] as number) * slope;
      const base = unit * width;
      for (const i of sets[r] as number[])
        gradient[base + i] = (gradient[base + i] as number) + back * (row[i] as number);
      gradient[base + FEATURE_COUNT] = (gradient[base + FEATURE_COUNT] as number) + back;
    }
  });
}
