import { catalogueReports, judgedClaims } from '@/app/_check/reports.ts';
import { DOMAINS } from '@/lib/domains/registry.ts';
import type { Evidence } from '@/lib/evidence/judge-claim.ts';
import { type Standing, standingOf } from '@/lib/evidence/standing.ts';
import { suggestClaims } from '@/lib/evidence/suggest.ts';
import type { Claim } from '@/lib/sim/claim.ts';
import type { CheckReport } from '@/lib/sim/report.ts';

/** What the models say. Costs are those on the usual machine of each domain. */
export type ModelResults = {
  readonly claims: ReadonlyMap<string, Evidence>;
  /** Of all strategies, by scenario. */
  readonly reports: ReadonlyMap<string, readonly CheckReport[]>;
  readonly standings: ReadonlyMap<string, Standing>;
};

let known: ModelResults | null = null;
let isAsked = false;

/**
 * What the model says to everything; null as long as it is not known. The first page that asks starts the work, which
 * takes about two seconds once a process, and does not wait for it.
 */
export function peekModel(): ModelResults | null {
  if (known === null && !isAsked) {
    isAsked = true;
    askModel().then(
      (results) => {
        known = results;
      },
      () => {
        isAsked = false;
      },
    );
  }
  return known;
}

async function askModel(): Promise<ModelResults> {
  const claims = await judgedClaims();
  const reports = await catalogueReports();
  const standings = DOMAINS.flatMap(({ strategies, usualMachine }) =>
    strategies.map(({ name }) => [name, standingOf(name, reports, usualMachine)] as const),
  );
  return {
    claims: new Map(claims.map((one) => [one.claim, one])),
    reports,
    standings: new Map(standings),
  };
}

const SUGGESTED_MAX = 3;
/** Below this one common topic is all there is. */
const SCORE_MIN = 1;

/** Claims that may be about these words: nobody has accepted them. */
export function suggestedFor(words: string, messageId: string): readonly Claim[] {
  return suggestClaims(words, messageId)
    .filter(({ score }) => score >= SCORE_MIN)
    .slice(0, SUGGESTED_MAX)
    .map(({ claim }) => claim);
}
