import { CLASSES, type LinearModel, linearModel, rowsOf } from '@/lib/design/moves/linear.ts';
import { type Example, UNSURE } from './examples.ts';
import { seeded, shuffle } from './random.ts';

/** Found by cross-validation; figures in results.md. */
const EPOCHS = 3;
const RATE = 0.03;
const RIDGE = 20;
const COUNT_MIN = 8;

/** The weights are the mean of as many states on the last pass: the last state follows the last examples too much. */
const SNAPSHOTS = 20;

/** A unit as rows of the model. */
type Row = { readonly rows: Int32Array; readonly label: number; readonly weight: number };

/**
 * Fits a multinomial logistic regression by FTRL-proximal steps (McMahan 2013), with the same order of examples every
 * time. The ridge counts for rare features too: with AdaGrad they fitted the training threads by heart (item F1 3
 * points lower). Features of fewer than COUNT_MIN units are left out.
 */
export function fitLinear(examples: readonly Example[]): LinearModel {
  const counts = new Map<number, number>();
  for (const { features } of examples) {
    for (const hash of features) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  }
  const hashes = Int32Array.from(
    [...counts].filter(([, count]) => count >= COUNT_MIN).map(([hash]) => hash),
  ).sort();
  const size = hashes.length * CLASSES.length;
  const empty = linearModel(hashes, new Int8Array(0), 1);
  const rows = examples
    .filter(({ label }) => label !== UNSURE)
    .map(({ features, label, weight }): Row => ({ rows: rowsOf(empty, features), label, weight }));
  const state = { z: new Float32Array(size), n: new Float32Array(size), w: new Float32Array(size) };
  const mean = new Float32Array(size);
  const every = Math.max(1, Math.floor(rows.length / SNAPSHOTS));
  const random = seeded(1);
  const gradient = new Float64Array(CLASSES.length);
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    shuffle(rows, random);
    rows.forEach((row, index) => {
      step(row, state, gradient);
      if (epoch === EPOCHS - 1 && index % every === 0) addTo(mean, state.w);
    });
  }
  const taken = Math.ceil(rows.length / every);
  return quantise(
    hashes,
    mean.map((weight) => weight / Math.max(1, taken)),
  );
}

function addTo(sums: Float32Array, weights: Float32Array): void {
  for (let at = 0; at < sums.length; at += 1) sums[at] = (sums[at] ?? 0) + (weights[at] ?? 0);
}

type State = { readonly z: Float32Array; readonly n: Float32Array; readonly w: Float32Array };

function step({ rows, label, weight }: Row, { z, n, w }: State, gradient: Float64Array): void {
  const size = gradient.length;
  gradient.fill(0);
  for (const row of rows) {
    for (let at = 0; at < size; at += 1) gradient[at] = (gradient[at] ?? 0) + (w[row * size + at] ?? 0);
  }
  toGradient(gradient, label, weight);
  for (const row of rows) {
    for (let at = 0; at < size; at += 1) {
      const slope = gradient[at] ?? 0;
      if (Math.abs(slope) < 1e-4) continue;
      const index = row * size + at;
      const before = n[index] ?? 0;
      const after = before + slope * slope;
      const rate = (Math.sqrt(after) - Math.sqrt(before)) / RATE;
      const sum = (z[index] ?? 0) + slope - rate * (w[index] ?? 0);
      z[index] = sum;
      n[index] = after;
      w[index] = -sum / ((1 + Math.sqrt(after)) / RATE + RIDGE);
    }
  }
}

/** Logits to the gradient of the loss times its weight, in place. */
function toGradient(scores: Float64Array, label: number, weight: number): void {
  const top = Math.max(...scores);
  let sum = 0;
  for (let at = 0; at < scores.length; at += 1) {
    scores[at] = Math.exp((scores[at] ?? 0) - top);
    sum += scores[at] ?? 0;
  }
  for (let at = 0; at < scores.length; at += 1) {
    scores[at] = weight * ((scores[at] ?? 0) / sum - (at === label ? 1 : 0));
  }
}

function quantise(hashes: Int32Array, weights: Float32Array): LinearModel {
  let top = 0;
  for (const weight of weights) top = Math.max(top, Math.abs(weight));
  const scale = Math.max(top, 1e-6) / 127;
  return linearModel(
    hashes,
    Int8Array.from(weights, (weight) => Math.round(weight / scale)),
    scale,
  );
}
