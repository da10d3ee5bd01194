import { expect, it } from 'vitest';
import {
  CLASSES,
  createScorer,
  eachOnce,
  linearModel,
  rowsOf,
  toChances,
} from '@/lib/design/moves/linear.ts';

const HASHES = Int32Array.of(-5, 7, 7 + 65_536, 2_000_000_000);

it('finds the rows of known features, each once, and no others', () => {
  const model = linearModel(HASHES, new Int8Array(HASHES.length * CLASSES.length), 1);
  const check = (features: readonly number[], expected: readonly number[]): void =>
    expect([...rowsOf(model, features)]).toEqual(expected);
  check([7, 7, -5], [0, 1]);
  check([-5 >>> 0, 65_543, 2_000_000_000], [0, 2, 3]);
  check([8, 0, -7], []);
});

it('adds up the weights of each feature once, and makes probabilities of them', () => {
  const weights = Int8Array.from({ length: HASHES.length * CLASSES.length }, (_, at) => at % CLASSES.length);
  const sumOf = createScorer(linearModel(HASHES, weights, 0.5));
  const raised = CLASSES.map((_, at) => Math.exp(at));
  const sum = raised.reduce((total, one) => total + one, 0);
  for (const features of [
    [7, -5],
    [-5, 7, 7, 8, -5, 1],
    [2_000_000_000, 7],
  ]) {
    const chances = toChances(sumOf(Int32Array.from(features), 0, features.length, null), 0.5);
    for (const [at, one] of raised.entries()) expect(chances[at]).toBeCloseTo(one / sum, 12);
  }
});

it('gives probabilities, also of large logits', () => {
  const weights = new Int8Array(HASHES.length * CLASSES.length);
  weights[0] = 127;
  weights[1] = 127;
  weights[2] = -128;
  const sums = createScorer(linearModel(HASHES, weights, 100))(Int32Array.of(8, -5), 1, 2, null);
  const chances = toChances(sums, 100);
  expect([...chances]).toEqual([0.5, 0.5, 0, 0, 0, 0, 0]);
});

it('sorts and leaves each value once', () => {
  expect([...eachOnce(Int32Array.of(3, 1, 3, -2, 1))]).toEqual([-2, 1, 3]);
});

it('adds to what was summed up before', () => {
  const weights = Int8Array.from({ length: HASHES.length * CLASSES.length }, (_, at) => at);
  const sumOf = createScorer(linearModel(HASHES, weights, 1));
  const base = sumOf(Int32Array.of(-5), 0, 1, null);
  expect([...sumOf(Int32Array.of(7), 0, 1, base)]).toEqual([...sumOf(Int32Array.of(7, -5), 0, 2, null)]);
});
