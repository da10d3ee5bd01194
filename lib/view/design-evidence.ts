import { pushTo } from '@/lib/base/multimap.ts';
import type { DesignState, OptionRow } from '@/lib/design/state.ts';
import { DOMAINS } from '@/lib/domains/registry.ts';
import { CLAIMS, findClaim } from '@/lib/evidence/claims.ts';
import { type LinkedStrategy, strategiesOfOption } from '@/lib/evidence/option-strategies.ts';
import { strategiesOfMessage } from '@/lib/evidence/origins.ts';
import { readRunKey } from '@/lib/evidence/run.ts';
import type { JudgedItem } from '@/lib/judge/judged-item.ts';
import type { Evidence } from '@/lib/judge/judgement.ts';
import { openingProposals } from '@/lib/judge/option-name.ts';
import type { Claim } from '@/lib/sim/claim.ts';

/** Why a strategy stands beside an option: what it was said in, its words, or that a person attached it. */
export type Link = {
  readonly strategy: string;
  readonly because: LinkedStrategy['because'] | 'person';
};

export const LINK_REASONS: Readonly<Record<Link['because'], string>> = {
  person: 'attached by a person',
  message: 'proposed in its message',
  words: 'said in these words',
};

/** A row of the matrix. */
export type StrategyRow = {
  readonly strategy: string;
  /** Places of its options in the table, from 1; empty: only claims speak of it. */
  readonly options: readonly number[];
  /**
   * What comments on its cells stand beside: the words that founded its first option; where only claims speak of it, an
   * item of a mail that makes one or that a person attached one to. Null: no words here.
   */
  readonly item: string | null;
};

/** What the models have to do with a design, as of the time of its messages. */
export type DesignEvidence = {
  /** Claims made in its messages, then what the model found of its options by itself. */
  readonly claims: readonly Claim[];
  /** By the id of the option, nearest first. */
  readonly links: ReadonlyMap<string, readonly Link[]>;
  /** Those of options in the order of the options, then those of claims. */
  readonly rows: readonly StrategyRow[];
  /** Somebody attached something, whatever it is, to an item. */
  readonly isAttached: boolean;
};

/** `items` by id, those that people rejected as well; `messageIds`: of the messages up to the shown time. */
export function evidenceOf(
  state: DesignState,
  items: ReadonlyMap<string, JudgedItem>,
  messageIds: ReadonlySet<string>,
): DesignEvidence {
  const made = CLAIMS.filter(({ source }) => source !== null && messageIds.has(source.messageId));
  const isAbout = made.length > 0 || [...messageIds].some((id) => strategiesOfMessage(id).length > 0);
  const opening = openingProposals(state);
  const attachedTo = (id: string): readonly Evidence[] =>
    items.get(id)?.evidence.map(({ evidence }) => evidence) ?? [];
  const links = new Map(
    state.options.map((option) => [option.id, linksOf(option, { isAbout, opening, attachedTo })]),
  );
  const places = new Map<string, number[]>();
  state.options.forEach(({ id }, index) => {
    for (const { strategy } of links.get(id) ?? []) pushTo(places, strategy, index + 1);
  });
  const others = [...items.values()].flatMap(({ id }) => attachedTo(id).flatMap(strategiesOfEvidence));
  const spoken = new Set([...made.flatMap(strategiesOfClaim), ...others]);
  const derived = CLAIMS.filter(
    (claim) => claim.source === null && strategiesOfClaim(claim).some((name) => places.has(name)),
  );
  return {
    claims: [...made, ...derived],
    links,
    rows: [
      ...[...places].map(([strategy, options]) => {
        const founding = state.options[(options[0] ?? 0) - 1]?.mentions[0];
        return { strategy, options, item: founding?.id ?? null };
      }),
      ...DOMAINS.flatMap(({ strategies }) => strategies).flatMap(({ name }) =>
        spoken.has(name) && !places.has(name)
          ? [{ strategy: name, options: [], item: speakerOf(name, made, items) }]
          : [],
      ),
    ],
    isAttached: [...items.values()].some(({ evidence }) => evidence.length > 0),
  };
}

type Around = {
  readonly isAbout: boolean;
  readonly opening: ReadonlySet<string>;
  readonly attachedTo: (id: string) => readonly Evidence[];
};

function linksOf({ mentions }: OptionRow, { isAbout, opening, attachedTo }: Around): readonly Link[] {
  const links = new Map<string, Link>();
  for (const { id } of mentions) {
    for (const strategy of attachedTo(id).flatMap(strategiesOfEvidence))
      links.set(strategy, { strategy, because: 'person' });
  }
  const read = isAbout
    ? strategiesOfOption(
        mentions.map(({ id, title, quote, span }) => ({
          messageId: span.messageId,
          words: `${title} ${quote}`,
          opensPosting: opening.has(id),
        })),
      )
    : [];
  for (const link of read) if (!links.has(link.strategy)) links.set(link.strategy, link);
  return [...links.values()];
}

/** An item of a mail that makes a claim about the strategy, or one that it is attached to. */
function speakerOf(
  strategy: string,
  made: readonly Claim[],
  items: ReadonlyMap<string, JudgedItem>,
): string | null {
  const sources = new Set(
    made.flatMap((claim) =>
      strategiesOfClaim(claim).includes(strategy) ? (claim.source?.messageId ?? []) : [],
    ),
  );
  for (const { id, span, verdict, evidence } of items.values()) {
    if (verdict === 'rejected') continue;
    const isAttached = evidence.some((one) => strategiesOfEvidence(one.evidence).includes(strategy));
    if (isAttached || sources.has(span.messageId)) return id;
  }
  return null;
}

/** The strategies a claim is about, the one it is made of first. */
function strategiesOfClaim({ requires }: Claim): readonly string[] {
  return [...new Set(requires.map(({ run }) => run.strategy))];
}

/** What an attached run or claim stands for: of a claim that compares several, the one it is made of. */
function strategiesOfEvidence(evidence: Evidence): readonly string[] {
  if (evidence.kind === 'run') {
    const read = readRunKey(evidence.key);
    return read === null ? [] : [read.run.strategy];
  }
  const claim = evidence.kind === 'claim' ? findClaim(evidence.claim) : null;
  return claim === null ? [] : strategiesOfClaim(claim).slice(0, 1);
}
