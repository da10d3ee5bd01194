/**
 * Sum of what `work` gives for each, one after the other. What it throws for one goes to `failed`, and the next has its
 * turn: a digest that takes too long for one account must not keep mail from all behind it.
 */
export async function sumOfEach<One>(
  all: readonly One[],
  failed: unknown[],
  work: (one: One) => Promise<number>,
): Promise<number> {
  let sum = 0;
  for (const one of all) {
    try {
      sum += await work(one);
    } catch (error) {
      failed.push(error);
    }
  }
  return sum;
}
