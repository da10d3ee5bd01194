import { DOMAINS, findEntry, findStrategy } from '@/lib/domains/registry.ts';
import { CLAIMS } from '@/lib/evidence/claims.ts';
import type { Claim } from '@/lib/sim/claim.ts';
import type { Domain } from '@/lib/sim/domain.ts';

/** A claim that may be what an item is about, and why it was thought of. */
export type Suggestion = {
  readonly claim: Claim;
  /** Larger is nearer; comparable only within one item. */
  readonly score: number;
  /**
   * Topics and strategy codes that were recognised, the most telling first; empty: the message itself is that
   * of the claim.
   */
  readonly because: readonly string[];
};

/** Words beyond this add nothing that the first ones have not said, and an item can be a whole mail. */
const CHARACTERS_MAX = 20_000;
const SUGGESTIONS_MAX = 5;
/** The claim was made in this very message. */
const SAME_MESSAGE = 2;
/** One common word, such as truncate, is no reason. */
const SCORE_MIN = 0.5;

/**
 * Claims for an item by its words and the message it stands in, nearest first, at most five. A topic weighs
 * the more the fewer claims have it. A person accepts, changes or rejects them: this only saves the search.
 * Model-derived results are claims like the others here. Linear in the text.
 */
export function suggestClaims(text: string, messageId: string | null): readonly Suggestion[] {
  const words = ` ${text
    .slice(0, CHARACTERS_MAX)
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, ' ')} `;
  const suggestions = DOMAINS.flatMap((domain) => suggestOf(domain, words, messageId));
  return suggestions.sort((a, b) => b.score - a.score).slice(0, SUGGESTIONS_MAX);
}

/** Words mean what they mean in one domain: `lock` is another one in the next. */
function suggestOf(domain: Domain, words: string, messageId: string | null): readonly Suggestion[] {
  const heard = new Set(
    [...Object.entries(domain.topicWords), ...Object.entries(domain.strategyWords)]
      .filter(([, stems]) => stems.some((stem) => words.includes(` ${stem}`)))
      .map(([topic]) => topic),
  );
  const weights = WEIGHTS.get(domain.id);
  const weightOf = (topic: string): number => weights?.get(topic) ?? 0;
  return domain.claims.flatMap((claim): readonly Suggestion[] => {
    const because = (TOPICS.get(claim) ?? [])
      .filter((topic) => heard.has(topic))
      .sort((a, b) => weightOf(b) - weightOf(a));
    const own = messageId !== null && claim.source?.messageId === messageId ? SAME_MESSAGE : 0;
    const score = own + because.reduce((sum, topic) => sum + weightOf(topic), 0);
    return score > SCORE_MIN ? [{ claim, score, because }] : [];
  });
}

/**
 * Topics of the scenarios of each claim, and the codes of its strategies. A claim over the whole catalogue
 * has only the latter.
 */
const TOPICS: ReadonlyMap<Claim, readonly string[]> = new Map(
  CLAIMS.map((claim) => {
    const runs = claim.requires.flatMap((one) => (one.kind === 'costs' ? [one.run, one.other] : [one.run]));
    const scenarios = [...new Set(runs.map(({ scenario }) => scenario))];
    const isBroad = scenarios.length > 8;
    const topics = isBroad
      ? []
      : scenarios.flatMap((name) => findEntry(name)?.entry.script.header.topics ?? []);
    const codes = runs.map(({ strategy }) => findStrategy(strategy)?.strategy.code ?? '');
    return [claim, [...new Set([...topics, ...codes])]];
  }),
);

/** By the id of the domain: 1 for a topic of one of its claims, towards 0 for one of all. */
const WEIGHTS: ReadonlyMap<string, ReadonlyMap<string, number>> = new Map(
  DOMAINS.map(({ id, claims }) => {
    const topics = new Set(claims.flatMap((claim) => TOPICS.get(claim) ?? []));
    const weights = [...topics].map((topic) => {
      const holders = claims.filter((claim) => TOPICS.get(claim)?.includes(topic)).length;
      return [topic, 1 - Math.log(holders) / Math.log(claims.length)] as const;
    });
    return [id, new Map(weights)];
  }),
);
