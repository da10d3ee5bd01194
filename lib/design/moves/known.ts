/**
 * Hashes that may be looked up with success: a Bloom filter of one hash. Most are not there: three of
 * four features have no row in the linear model, two of five words stand in no phrase. In 64 kB, which stay in the
 * cache, that is seen before they are kept or looked up. Now and then a bit is set by another hash.
 */
export type Known = Int32Array;

const BITS = 1 << 19;

/** For the trainer, which wants them all. */
export const ALL_KNOWN: Known = new Int32Array(BITS >>> 5).fill(-1);

export function knownOf(hashes: Iterable<number>): Known {
  const known = new Int32Array(BITS >>> 5);
  for (const hash of hashes) {
    const bit = bitOf(hash);
    known[bit >>> 5] = (known[bit >>> 5] ?? 0) | (1 << (bit & 31));
  }
  return known;
}

export function isKnown(known: Known, hash: number): boolean {
  const bit = bitOf(hash);
  return ((known[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0;
}

function bitOf(hash: number): number {
  return (hash ^ (hash >>> 13)) & (BITS - 1);
}
