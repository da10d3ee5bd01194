/** One hidden layer: `hidden` rows of `inputs` + 1 numbers (the last is the bias), and what each row weighs. */
export type Network = { readonly hidden: readonly Float64Array[]; readonly output: Float64Array };

/** Room for the places of inputs that are set: made anew for each candidate it took as long as the sums. */
let SET = new Uint16Array(256);

/** Values that are 0 cost nothing: of a hundred inputs some twenty are set. */
export function scoreOf({ hidden, output }: Network, values: Float64Array): number {
  if (SET.length < values.length) SET = new Uint16Array(values.length);
  const set = SET;
  let size = 0;
  for (let index = 0; index < values.length; index += 1) {
    if (values[index] === 0) continue;
    set[size] = index;
    size += 1;
  }
  let score = 0;
  for (let unit = 0; unit < hidden.length; unit += 1) {
    const row = hidden[unit] as Float64Array;
    let sum = row[values.length] as number;
    for (let at = 0; at < size; at += 1) {
      const index = set[at] as number;
      sum += (row[index] as number) * (values[index] as number);
    }
    score += (output[unit] as number) * Math.max(sum, sum * LEAK);
  }
  return score;
}

/** Of the leaky rectifier. */
export const LEAK = 0.1;

/** Scores to probabilities that sum to 1. */
export function softmax(scores: readonly number[]): readonly number[] {
  const largest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - largest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
