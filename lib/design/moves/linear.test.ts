import { expect, it } from 'vitest';
import { CLASSES, eachOnce, linearModel, linearScores, rowsOf, softmax } from '@/lib/design/moves/linear.ts';

const HASHES = Int32Array.of(-5, 7, 7 + 65_536, 2_000_000_000);

it('finds the rows of known features, each once, and no others', () => {
  const model = linearModel(HASHES, new Int8Array(HASHES.length * CLASSES.length), 1);
  const check = (features: readonly number[], expected: readonly number[]): void =>
    expect([...rowsOf(model, features)]).toEqual(expected);
  check([7, 7, -5], [0, 1]);
  check([-5 >>> 0, 65_543, 2_000_000_000], [0, 2, 3]);
  check([8, 0, -7], []);
});

it('adds up weights', () => {
  const weights = Int8Array.from({ length: HASHES.length * CLASSES.length }, (_, at) => at % CLASSES.length);
  const scores = linearScores(linearModel(HASHES, weights, 0.5), [7, -5]);
  expect([...scores]).toEqual(CLASSES.map((_, at) => at));
});

it('gives probabilities, also of large logits', () => {
  const chances = softmax(Float64Array.of(1000, 1000, -1000));
  expect([...chances]).toEqual([0.5, 0.5, 0]);
});

it('sorts and leaves each value once', () => {
  expect([...eachOnce(Int32Array.of(3, 1, 3, -2, 1))]).toEqual([-2, 1, 3]);
});
