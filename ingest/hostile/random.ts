/** A source of repeatable randomness for generated mail: `below(n)` is one of 0 … n - 1. */
export type Random = {
  readonly below: (limit: number) => number;
  readonly pick: <T>(items: readonly T[]) => T;
};

/** Mulberry32 (T. Ettinger, public domain): 32 bits of state, so that one number names a whole run. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return { below, pick: (items) => items[below(items.length)] as (typeof items)[number] };
}
