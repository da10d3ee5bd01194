import type { Claim } from '@/lib/sim/claim.ts';
import { CORRECTNESS } from '@/lib/sim/zero-range/claims/correctness.ts';
import { COSTS } from '@/lib/sim/zero-range/claims/costs.ts';
import { LATER } from '@/lib/sim/zero-range/claims/later.ts';
import { MODEL_DERIVED } from '@/lib/sim/zero-range/claims/model-derived.ts';

/** All claims in the order of their numbers, what the model found by itself last. */
export const CLAIMS: readonly Claim[] = [
  ...[...CORRECTNESS, ...LATER, ...COSTS].sort((a, b) => orderOf(a) - orderOf(b)),
  ...MODEL_DERIVED,
];

/** C9 < C9b < C9c < C10. */
function orderOf({ id }: Claim): number {
  const suffix = /[a-z]$/.exec(id)?.[0].charCodeAt(0) ?? 0;
  return Number.parseInt(id.slice(1), 10) * 1000 + suffix;
}
