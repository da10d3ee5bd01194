import { DOMAINS } from '@/lib/domains/registry.ts';
import type { Claim } from '@/lib/sim/claim.ts';

/** All claims, domain by domain, each in the order of its domain. */
export const CLAIMS: readonly Claim[] = DOMAINS.flatMap(({ claims }) => claims);

export function findClaim(id: string): Claim | null {
  return CLAIMS.find((claim) => claim.id === id) ?? null;
}
