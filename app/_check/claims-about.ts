import { judgedClaims } from '@/app/_check/reports.ts';
import { runsOf } from '@/lib/evidence/claim.ts';
import { findClaim } from '@/lib/evidence/claims.ts';
import type { Evidence } from '@/lib/evidence/judge-claim.ts';
import type { Run } from '@/lib/sim/claim.ts';

/** The claims with a requirement on a run that is asked for. */
export async function claimsAbout(isMeant: (run: Run) => boolean): Promise<readonly Evidence[]> {
  const judged = await judgedClaims();
  return judged.filter(({ claim }) => {
    const found = findClaim(claim);
    return found !== null && runsOf(found).some(({ run }) => isMeant(run));
  });
}

/** Message-IDs that the rows of claims link to. */
export function sourcesOf(evidence: readonly Evidence[]): readonly string[] {
  return evidence.flatMap(({ claim }) => {
    const source = findClaim(claim)?.source ?? null;
    return source === null ? [] : [source.messageId];
  });
}
