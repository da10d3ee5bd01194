import { runsOf } from '@/lib/evidence/claim.ts';
import { CLAIMS } from '@/lib/evidence/claims.ts';
import { type Evidence, judgeClaim } from '@/lib/evidence/judge-claim.ts';
import { type RunResult, runKey } from '@/lib/evidence/run.ts';
import type { Run } from '@/lib/sim/claim.ts';

/** Judges every claim with what `look` knows or finds out. */
export function claimEvidence(look: (run: Run, withObservations: boolean) => RunResult): readonly Evidence[] {
  return CLAIMS.map((claim) => {
    const runs = runsOf(claim).map(
      ({ run, withObservations }) => [runKey(run), look(run, withObservations)] as const,
    );
    return judgeClaim(claim, new Map(runs));
  });
}
