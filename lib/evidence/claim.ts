import { runKey } from '@/lib/evidence/run.ts';
import type { Claim, Run } from '@/lib/sim/claim.ts';

/** What has to be run before a claim can be judged, each once. */
export function runsOf(claim: Claim): readonly { readonly run: Run; readonly withObservations: boolean }[] {
  const runs = new Map<string, { run: Run; withObservations: boolean }>();
  for (const requirement of claim.requires) {
    const own = requirement.kind === 'costs' ? [requirement.run, requirement.other] : [requirement.run];
    for (const one of own) {
      const key = runKey(one);
      const before = runs.get(key)?.withObservations ?? false;
      runs.set(key, { run: one, withObservations: before || requirement.kind === 'observes' });
    }
  }
  return [...runs.values()];
}
