import { judgedClaims } from '@/app/_check/reports.ts';
import type { Claim } from '@/lib/evidence/claim.ts';
import { CLAIMS } from '@/lib/evidence/claims.ts';
import type { Evidence } from '@/lib/evidence/judge-claim.ts';
import { suggestClaims } from '@/lib/evidence/suggest.ts';

let known: readonly Evidence[] | null = null;
let isAsked = false;

/**
 * What the model says to all claims; null as long as it is not known. The first page that asks starts the work, which
 * takes about two seconds once a process, and does not wait for it.
 */
export function peekClaims(): readonly Evidence[] | null {
  if (known === null && !isAsked) {
    isAsked = true;
    judgedClaims().then(
      (evidence) => {
        known = evidence;
      },
      () => {
        isAsked = false;
      },
    );
  }
  return known;
}

/** The claims that were made in these messages. */
export function claimsIn(messageIds: ReadonlySet<string>): readonly Claim[] {
  return CLAIMS.filter(({ source }) => source !== null && messageIds.has(source.messageId));
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
