import type { Move, Relation } from '@/lib/design/item.ts';

/** How a move stands to what it answers, by the kinds of both (domain.md). */
const BY_KIND: Readonly<Record<Exclude<Move['kind'], 'proposal'>, Relation>> = {
  objection: 'attacks',
  endorsement: 'supports',
  action: 'serves',
  decision: 'decides',
  question: 'about',
};

const ALTERNATIVE = new RegExp(
  '^(?:or|alternativ\\w*|otherwise|instead|another (?:option|way|approach|idea|possibility)|' +
    "why (?:not|don't|can't)|how about|what about|what if)\\b|\\b(?:instead|rather than|" +
    'alternatively|alternative|another (?:option|way|approach|possibility)|(?:second|third|' +
    'other|different) (?:option|possibility|approach|way|solution)|better to|prefer|' +
    "i'd rather|as opposed to|simpler|get rid of)\\b",
);
const REFINEMENT = new RegExp(
  '^(?:if (?:we|it|that|this|there|so|not)|and|also|then|plus|this|that(?! said)|it|these|' +
    'those|which|yes|yeah|right|ok|sure|so|in that case|if so|with (?:that|this)|for (?:that|' +
    'this))\\b|\\b(?:in addition|on top of|additionally|further|extend|as well|follow[- ]?up|' +
    'later|the same|this (?:helper|function|flag|patch|approach|way)|in that case|to start|' +
    'initially|first step)\\b',
);

/** Words of a proposal alone (UTF-16, own text): which of the two kinds of answer to another they sound like. */
export type Manner = 'alternative' | 'refinement' | null;

export function mannerOf(text: string): Manner {
  const lower = text.slice(0, 300).toLowerCase();
  if (ALTERNATIVE.test(lower)) return 'alternative';
  return REFINEMENT.test(lower) ? 'refinement' : null;
}

/** What two proposals have in common, for telling a variant from another way. */
export type Kinship = {
  readonly manner: Manner;
  /** Likeness of their words, 0 to 1. */
  readonly like: number;
  readonly sameAuthor: boolean;
  /** The target is what a series proposes: answers to it are other ways more often than variants. */
  readonly toHead: boolean;
  /** Said in one mail: a list of ways more often than one way said twice. */
  readonly sameMail: boolean;
  /** The same person has just agreed with the target. */
  readonly agreed: boolean;
  /** Both stand in covers or patches of one posting. */
  readonly samePosting: boolean;
};

export function relationOf(move: Move, target: Move, kinship: Kinship): Relation {
  if (move.kind !== 'proposal') return BY_KIND[move.kind];
  if (target.kind !== 'proposal') return 'about';
  // What else a cover says belongs to what it proposes; two asides of it are a list of ways.
  const isPart = kinship.samePosting && (kinship.toHead || !kinship.sameMail);
  if (isPart && kinship.manner !== 'alternative') return 'refines';
  const score =
    kinship.like * 2 +
    (kinship.manner === 'refinement' ? 0.35 : kinship.manner === 'alternative' ? -0.5 : 0) +
    (kinship.agreed ? 0.35 : 0) +
    (kinship.sameMail ? -0.1 : kinship.sameAuthor ? 0.1 : 0) -
    (kinship.toHead ? 0.2 : 0);
  return score >= REFINES_MIN ? 'refines' : 'alternative-to';
}

const REFINES_MIN = 0.4;
