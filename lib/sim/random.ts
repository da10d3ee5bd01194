/**
 * State of the generator; the seed is any number of 32 bits. Never a clock: equal seeds give equal runs
 * everywhere.
 */
export type Random = { state: number };

export function seedRandom(seed: number): Random {
  return { state: seed >>> 0 };
}

/**
 * 0 to `limit` − 1. Weyl sequence with a mixing function, 32 bits, integers only; the bias is below limit /
 * 2³².
 */
export function nextBelow(random: Random, limit: number): number {
  random.state = (random.state + 0x9e3779b9) >>> 0;
  let mixed = random.state;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  mixed = (mixed ^ (mixed >>> 15)) >>> 0;
  return Math.floor((mixed / 2 ** 32) * limit);
}
