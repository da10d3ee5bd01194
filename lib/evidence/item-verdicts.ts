import { DOMAINS } from '@/lib/domains/registry.ts';
import { CLAIMS, findClaim } from '@/lib/evidence/claims.ts';
import { strategiesOfOption } from '@/lib/evidence/option-strategies.ts';
import { performRun, readRunKey } from '@/lib/evidence/run.ts';
import { suggestClaims } from '@/lib/evidence/suggest.ts';
import type { Run } from '@/lib/sim/claim.ts';

/**
 * What `verdict:` of a search may ask: outcomes of claims, violations in small letters, and `holds` for a strategy
 * that is right on all scenarios, or a run that finds nothing wrong.
 */
export const VERDICT_WORDS: readonly string[] = [
  'holds',
  'confirms',
  'refutes',
  'inconclusive',
  ...new Set(DOMAINS.flatMap(({ violations }) => violations.map(({ name }) => name.toLowerCase())).sort()),
];

/** Words of VERDICT_WORDS by the name of a strategy: over its whole catalogue. */
export type StrategyVerdicts = ReadonlyMap<string, readonly string[]>;

/** An item as it stands in a message. */
export type SpokenItem = {
  readonly kind: string;
  readonly title: string;
  readonly quote: string;
  readonly messageId: string;
};

/** The messages whose items may be linked without anybody having attached anything. */
export const KNOWN_MESSAGES: readonly string[] = [
  ...new Set([
    ...CLAIMS.flatMap(({ source }) => (source === null ? [] : [source.messageId])),
    ...DOMAINS.flatMap((domain) => domain.strategies.flatMap(({ name }) => domain.originOf(name).messages)),
  ]),
];

/**
 * What every strategy that a message proposes comes to. A thousand searches, two seconds; yields after each entry so
 * that others have their turn.
 */
export function* strategyVerdicts(): Generator<void, StrategyVerdicts> {
  const verdicts = new Map<string, Set<string>>();
  for (const domain of DOMAINS) {
    for (const entry of domain.catalogue.filter(({ events }) => events > 0)) {
      const scenario = domain.readEntry(entry, []).sizes[0]?.scenario;
      for (const { name } of scenario === undefined ? [] : domain.applying(scenario)) {
        if (domain.originOf(name).messages.length === 0) continue;
        const run = { scenario: entry.name, strategy: name, settings: [], events: null };
        const found = performRun(run, false).report.verdict;
        verdicts.set(name, new Set([...(verdicts.get(name) ?? []), ...found]));
      }
      yield;
    }
  }
  return new Map([...verdicts].map(([name, found]) => [name, wordsOf([...found])]));
}

/**
 * The words that are true of what an item is linked to by its own message: the claims that were made there and that
 * its words speak of, and of a proposal the strategies that are proposed there and that its words say.
 */
export function verdictsOfItem(item: SpokenItem, strategies: StrategyVerdicts): readonly string[] {
  const { kind, title, quote, messageId } = item;
  const words = `${title} ${quote}`;
  const claims = suggestClaims(words, messageId).flatMap(({ claim, because }) =>
    claim.source?.messageId === messageId && because.length > 0 ? [claim.expected] : [],
  );
  const linked = kind === 'proposal' ? strategiesOfOption([{ messageId, words, opensPosting: false }]) : [];
  const proposed = linked.flatMap(({ strategy, because }) =>
    because === 'message' ? (strategies.get(strategy) ?? []) : [],
  );
  return [...new Set([...claims, ...proposed])];
}

/** What is attached to an item, as it is stored. */
export type AttachedEvidence = { readonly kind: string; readonly key?: string; readonly claim?: string };

/**
 * The words that are true of what a person attached; `ofRun` says those of a run, as `verdictsOfRun` does. Of a claim
 * its expected outcome is as good: a test holds it against the model.
 */
export function verdictsOfEvidence(
  evidence: AttachedEvidence,
  ofRun: (run: Run) => readonly string[],
): readonly string[] {
  if (evidence.kind === 'claim') {
    const claim = findClaim(evidence.claim ?? '');
    return claim === null ? [] : [claim.expected];
  }
  const read = evidence.kind === 'run' ? readRunKey(evidence.key ?? '') : null;
  return read === null ? [] : ofRun(read.run);
}

/** Asks the model: a search. */
export function verdictsOfRun(run: Run): readonly string[] {
  const { verdict, exhausted } = performRun(run, false).report;
  return verdict.length > 0 || exhausted ? wordsOf(verdict) : [];
}

function wordsOf(violations: readonly string[]): readonly string[] {
  return violations.length === 0 ? ['holds'] : violations.map((one) => one.toLowerCase());
}
