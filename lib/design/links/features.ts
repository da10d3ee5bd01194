import type { Move } from '@/lib/design/item.ts';
import { headOf, type Standing } from '@/lib/design/links/candidates.ts';
import { AT, FIRST_CUE, pairAt } from '@/lib/design/links/feature-names.ts';
import type { Place, Places } from '@/lib/design/links/places.ts';
import type { QuotedAbove } from '@/lib/design/links/quoted-above.ts';
import { type Compared, likenesses, type SeenWords, type WordSet } from '@/lib/design/links/seen-words.ts';
import type { Block } from '@/lib/design/reading.ts';
import { isSamePerson } from '@/lib/design/same-person.ts';
import type { Mailbox } from '@/lib/mail/email.ts';

/** A move that looks for its targets, with all that is the same for each of its candidates. */
export type Seeker = {
  readonly move: Move;
  readonly place: Place;
  readonly index: number;
  readonly block: number;
  readonly paragraph: number;
  readonly quote: QuotedAbove;
  readonly quotes: boolean;
  readonly cues: readonly number[];
  /** Its words, those quoted above it, and those of its own paragraph and the one before, up to its end; marked. */
  readonly compared: Compared;
  /** For each target of a move of the message above, and of the one above that, the share of moves that answer it. */
  readonly topics: readonly [ReadonlyMap<string, number>, ReadonlyMap<string, number>];
  readonly contextText: string;
  /** Characters of own words before it in its block. */
  readonly offset: number;
  /** What the moves before it in its message were linked to, the nearest first. */
  readonly before: readonly {
    readonly move: Move;
    readonly block: number;
    readonly targets: ReadonlySet<string>;
  }[];
};

/** What stands above a block. */
export type Answered = { readonly quote: QuotedAbove; readonly words: WordSet };

export type Around = {
  readonly places: Places;
  readonly standing: Standing;
  readonly seen: SeenWords;
  readonly wordsOf: (move: Move) => WordSet;
  readonly subjectOf: (move: Move) => WordSet;
  readonly paragraphOf: (move: Move) => number;
  readonly targetsOf: (move: Move) => readonly string[];
  readonly answered: Map<Block, Answered>;
  readonly quoteWordsOf: (move: Move) => WordSet;
  /** Likeness to the subject of its message when it was said: of all a cover says, what names the series. */
  readonly subjectLikeness: (move: Move) => number;
  /** How many moves so far answer it. */
  readonly answersOf: (move: Move) => number;
};

/** What speaks for a candidate (null: for no target at all), as numbers of about 0 to 1, in `values`. */
export function fillFeatures(
  seeker: Seeker,
  target: Move | null,
  around: Around,
  values: Float64Array,
): void {
  values.fill(0);
  values.set(seeker.cues, FIRST_CUE);
  set(values, AT.onDiff, seeker.quote.onDiff);
  if (target === null) {
    set(values, AT.none, 1);
    set(values, AT.noneQuoted, seeker.quotes);
    set(values, AT.noneFirst, seeker.place.parent === null);
    set(values, AT.noneHead, headOf(seeker.place, around.standing) === null);
    values[pairAt(seeker.move.kind, seeker.move.kind)] = 1;
    return;
  }
  values[pairAt(seeker.move.kind, target.kind)] = 1;
  const place = around.places.byId.get(target.span.messageId) as Place;
  if (place === seeker.place) setSame(seeker, target, around, values);
  else setQuote(seeker, target, place, values);
  setTree(seeker, target, place, around, values);
  setWords(seeker, target, around, values);
  setChain(seeker, target, around, values);
}

/** Marks the candidates whose words are nearest. */
export function markNearest(rows: readonly Float64Array[]): void {
  for (const [from, to] of [
    [AT.like, AT.bestLike],
    [AT.likeContext, AT.bestLikeAny],
  ] as const) {
    let best: Float64Array | null = null;
    for (const row of rows) if ((row[from] ?? 0) > (best?.[from] ?? 0)) best = row;
    if (best !== null) best[to] = 1;
  }
}

/** Whether a candidate stands in the same block of its author's words, read back from its features. */
export function isOfBlock(features: Float64Array): boolean {
  return features[AT.sameBlock] === 1;
}

/** How alike the words of both moves are, read back from the features of a candidate. */
export function likenessIn(features: Float64Array): number {
  return features[AT.like] ?? 0;
}

function set(values: Float64Array, at: number, value: number | boolean): void {
  values[at] = Number(value);
}

function setSame(seeker: Seeker, target: Move, around: Around, values: Float64Array): void {
  const rank = seeker.before.findIndex(({ move }) => move === target);
  set(values, AT.same, 1);
  set(values, AT.sameBlock, seeker.before[rank]?.block === seeker.block);
  set(values, AT.sameParagraph, around.paragraphOf(target) === seeker.paragraph);
  set(values, AT.justBefore, rank === 0);
  set(values, AT.rankBefore, rank === -1 ? 0 : 1 / (1 + rank));
  set(values, AT.gap, near(seeker.move.span.start - target.span.end, 200));
}

function setQuote({ quote, quotes, offset }: Seeker, target: Move, place: Place, values: Float64Array): void {
  const quoted = quote.quoted.get(target);
  if (quoted === undefined) {
    set(values, AT.unquotedNone, !quotes);
    return;
  }
  if (quoted.covered > 0) {
    const rank = quote.covered.indexOf(target);
    set(values, AT.covered, 0.5 + quoted.covered / 2);
    set(values, AT.coveredLowest, rank === 0);
    set(values, AT.coveredRank, 1 / (1 + rank));
    set(values, AT.coveredOnly, quote.covered.length === 1);
    set(values, AT.coveredOthers, Math.min(1, (quote.covered.length - 1) / 4));
    set(values, AT.coveredDepth, quoted.depth > 1);
    set(values, AT.coveredEnd, near(quoted.distance, 200));
    set(values, AT.coveredStart, near(Math.abs(quoted.lead), 100));
    set(values, AT.coveredShare, quoted.share);
    set(values, AT.coveredInPosting, place.series !== null);
    set(values, AT.coveredOffset, near(offset, 150));
    return;
  }
  set(values, AT.near, 1);
  set(values, AT.nearBefore, quoted.distance > 0);
  set(values, AT.nearDistance, near(Math.abs(quoted.distance), 300));
  set(values, AT.nearDepth, quoted.depth > 1);
  set(values, AT.nearFirst, quote.quoted.keys().next().value === target);
}

function setTree(
  seeker: Seeker,
  target: Move,
  place: Place,
  { standing, places }: Around,
  values: Float64Array,
): void {
  const { place: own, quote } = seeker;
  const starter = places.ordered[0]?.reading.message.from;
  const isParent = own.parent === place;
  const isGrandparent = own.parent?.parent === place;
  const isAbove = isParent || isGrandparent || (place !== own && isAncestor(place, own));
  const head = headOf(own, standing);
  set(values, AT.parent, isParent);
  set(values, AT.grandparent, isGrandparent);
  set(values, AT.ancestor, isAbove && !isParent && !isGrandparent);
  set(values, AT.elsewhere, !isAbove && place !== own);
  set(values, AT.unquotedParent, isParent && !seeker.quotes);
  set(values, AT.ownAuthor, isSamePerson(target.by, seeker.move.by));
  set(values, AT.starters, isBy(target, starter));
  set(values, AT.byStarter, isBy(seeker.move, starter));
  set(values, AT.parentAuthors, isBy(target, own.parent?.reading.message.from));
  set(values, AT.head, head === target);
  set(values, AT.headOnDiff, head === target && quote.onDiff);
  set(values, AT.ofPatch, place === own.under && target.kind === 'proposal');
  set(values, AT.firstOfThread, standing.first === target);
  set(values, AT.firstOfMail, place.moves[0] === target);
  set(values, AT.lastOfMail, place.moves.at(-1) === target);
  set(values, AT.lastProposalOfMail, place.lastProposal === target);
  set(values, AT.soleProposalOfMail, place.proposals === 1 && place.lastProposal === target);
  set(values, AT.latest, standing.latest.at(-1) === target);
  set(values, AT.orderGap, near(own.order - place.order, 3));
  set(values, AT.otherSeries, place.under?.series?.id !== own.under?.series?.id);
}

const LIKE = new Float64Array(3);

function setWords(seeker: Seeker, target: Move, around: Around, values: Float64Array): void {
  const { seen } = around;
  const { compared } = seeker;
  const [like = 0, likeQuote = 0, likeContext = 0] = likenesses(seen, compared, around.wordsOf(target), LIKE);
  set(values, AT.like, like);
  set(values, AT.likeQuote, likeQuote);
  set(values, AT.likeContext, likeContext);
  const likeSubject = likenesses(seen, compared, around.subjectOf(target), LIKE)[0] ?? 0;
  set(values, AT.likeSubject, likeSubject);
  set(values, AT.itsSubject, around.subjectLikeness(target));
  set(values, AT.likeBest, Math.max(like, likeQuote, likeSubject));
  const itsQuote = likenesses(seen, compared, around.quoteWordsOf(target), LIKE);
  set(values, AT.likeQuotes, itsQuote[1] ?? 0);
  set(values, AT.likeItsQuote, itsQuote[0] ?? 0);
  set(values, AT.namesAuthor, namesAuthor(seeker, target));
}

function setChain(
  { before, block, quote, move, topics }: Seeker,
  target: Move,
  around: Around,
  values: Float64Array,
): void {
  const [last] = before;
  set(values, AT.beforeIsIt, last?.move === target);
  set(values, AT.beforeTargeted, last?.targets.has(target.id) === true);
  set(
    values,
    AT.beforeTargetedBlock,
    before.some((one) => one.block === block && one.targets.has(target.id)),
  );
  set(values, AT.manyBefore, Math.min(1, before.length / 4));
  set(values, AT.topicOfParent, topics[0].get(target.id) ?? 0);
  set(values, AT.topicOfAbove, topics[1].get(target.id) ?? 0);
  set(
    values,
    AT.topicOfOwn,
    before.filter((one) => one.targets.has(target.id)).length / Math.max(1, before.length),
  );
  set(values, AT.popular, Math.min(1, around.answersOf(target) / 10));
  const itsTargets = around.targetsOf(target);
  set(values, AT.sharesTarget, last !== undefined && itsTargets.some((id) => last.targets.has(id)));
  set(
    values,
    AT.targetOfCovered,
    quote.covered.slice(0, 3).some((one) => one !== move && around.targetsOf(one).includes(target.id)),
  );
  set(
    values,
    AT.coversItsTarget,
    quote.covered.slice(0, 3).some((one) => itsTargets.includes(one.id)),
  );
}

/** Moves of a message that are asked what they answer. */
const TOPICS_MAX = 20;
const NO_TOPICS: ReadonlyMap<string, number> = new Map();

/** Share of the moves of a message that answer each of their targets. */
export function topicsOf(
  place: Place | null,
  targetsOf: (move: Move) => readonly string[],
): ReadonlyMap<string, number> {
  if (place === null || place.moves.length === 0) return NO_TOPICS;
  const moves = place.moves.slice(0, TOPICS_MAX);
  const shares = new Map<string, number>();
  for (const move of moves) for (const id of targetsOf(move)) shares.set(id, (shares.get(id) ?? 0) + 1);
  for (const [id, count] of shares) shares.set(id, count / moves.length);
  return shares;
}

function isBy({ by }: Move, person: Mailbox | undefined): boolean {
  return person !== undefined && isSamePerson(by, person);
}

function namesAuthor({ move, contextText }: Seeker, { by }: Move): boolean {
  if (isSamePerson(by, move.by)) return false;
  const first = by.name.split(' ', 1)[0] ?? '';
  return first.length > 2 && contextText.includes(first);
}

/** 1 at 0, a half at `scale`. */
function near(distance: number, scale: number): number {
  return scale / (scale + Math.max(0, distance));
}

const STEPS_MAX = 12;

function isAncestor(place: Place, of: Place): boolean {
  let above = of.parent;
  for (let steps = 0; above !== null && steps < STEPS_MAX; steps += 1) {
    if (above === place) return true;
    above = above.parent;
  }
  return false;
}
