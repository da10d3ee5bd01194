import type { ItemId, ItemLink, Move, Relation } from '@/lib/design/item.ts';
import { chooseTargets } from '@/lib/design/links/choose.ts';
import { isOfBlock, likenessIn } from '@/lib/design/links/features.ts';
import { createWayReader } from '@/lib/design/links/named-way.ts';
import type { Network } from '@/lib/design/links/network.ts';
import { movesByMessage, seriesByMember } from '@/lib/design/links/places.ts';
import { type Manner, mannerOf, relationOf } from '@/lib/design/links/relation.ts';
import { type Choice, walkMoves } from '@/lib/design/links/walk.ts';
import { LINK_NETWORK } from '@/lib/design/links/weights.ts';
import type { ThreadReading } from '@/lib/design/reading.ts';
import { isSamePerson } from '@/lib/design/same-person.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import type { Derived } from '@/lib/series/derive.ts';
import type { Series } from '@/lib/series/series.ts';

/**
 * What each move answers, most likely first: earlier moves of its thread, and for what a series proposes also what the
 * version before it (or the series it follows) proposed. Each link depends on its own and earlier messages only.
 * Another `network` than the shipped one is for cross-validation.
 */
export function linkMoves(
  moves: readonly Move[],
  threads: readonly ThreadReading[],
  derived: Derived,
  network: Network = LINK_NETWORK,
): ReadonlyMap<ItemId, readonly ItemLink[]> {
  const members = seriesByMember(derived);
  const heads = headsOf(moves, members);
  const bodies = bodiesOf(threads);
  const parents = parentsOf(threads);
  const ofPraised = (move: Move, targets: readonly Move[]): readonly Move[] => {
    const parent = parents.get(move.span.messageId);
    const series = parent === undefined ? undefined : members.get(parent);
    if (series === undefined || !isPlainPraise(move, bodies.get(move.span.messageId) ?? '')) return targets;
    const head = heads.get(series.id);
    const kept = targets.filter(({ span }) => members.get(span.messageId) === series);
    return kept.length > 0 || head === undefined || head.at > move.at ? kept : [head];
  };
  const ways = createWayReader(threads, bodies);
  const agreed = new Set<string>();
  const refused = new Set<string>();
  const links = new Map<ItemId, readonly ItemLink[]>();
  walkMoves(moves, threads, derived, (choice) => {
    const { move } = choice;
    const text = (bodies.get(move.span.messageId) ?? '').slice(move.span.start, move.span.end);
    const isAgreed = ({ id }: Move): boolean => agreed.has(`${move.span.messageId} ${id}`);
    const way = move.kind === 'proposal' ? null : ways.find(move, text);
    ways.note(move);
    const isRefused = ({ id }: Move): boolean => refused.has(`${move.span.messageId} ${id}`);
    const others = ofOther(move, text, ofPraised(move, chooseTargets(network, choice)), isAgreed);
    const chosen = way !== null ? [way] : move.kind === 'decision' ? notRefused(others, isRefused) : others;
    const whole = caseOf(choice, text);
    const targets = whole === null || chosen.includes(whole) ? chosen : [...chosen, whole];
    const manner = mannerOf(text);
    const relationTo = (target: Move): Relation => {
      const row = choice.candidates.find((candidate) => candidate.target === target);
      const [own, its] = [members.get(move.span.messageId), members.get(target.span.messageId)];
      if (target === whole) return 'refines';
      return relationOf(move, target, {
        manner,
        like: row === undefined ? 0 : likenessIn(row.features),
        sameMail: move.span.messageId === target.span.messageId,
        agreed: isAgreed(target),
        sameAuthor: isSamePerson(move.by, target.by),
        toHead: its !== undefined && heads.get(its.id) === target,
        samePosting: own !== undefined && own === its,
      });
    };
    const refined = refinedBy(choice, targets, manner, relationTo);
    const versions = versionLinks(move, heads, members);
    const found = targets.map((target): ItemLink => {
      const version = versions.find(({ id }) => id === target.id);
      if (version !== undefined) return version;
      const before = refined
        .flatMap(({ id }) => links.get(id) ?? [])
        .find(({ id, relation }) => id === target.id && relation !== 'supersedes');
      return { id: target.id, relation: before?.relation ?? relationTo(target) };
    });
    if (move.kind === 'endorsement') {
      for (const { id, kind } of targets) {
        agreed.add(`${move.span.messageId} ${id}`);
        if (kind !== 'objection') continue;
        for (const attacked of links.get(id) ?? []) refused.add(`${move.span.messageId} ${attacked.id}`);
      }
    }
    const older = versions.filter(({ id }) => !targets.some((target) => target.id === id));
    links.set(move.id, [...found, ...older]);
    return targets;
  });
  return links;
}

const PRAISE = new RegExp(
  '^(?:(?:this|that|it|all|the (?:patch|series|rest|code|change)s?)(?: all)? )?(?:now )?looks? ' +
    '(?:very |pretty |quite |really )?(?:good|fine|ok|okay|great|nice|sane|reasonable)\\b|^lgtm\\b',
  'i',
);

/** "Looks good to me" in answer to a posting: of that posting, whatever else is discussed around it. */
function isPlainPraise({ kind, span }: Move, body: string): boolean {
  return kind === 'endorsement' && PRAISE.test(body.slice(span.start, span.end));
}

function parentsOf(threads: readonly ThreadReading[]): ReadonlyMap<MessageId, MessageId> {
  const parents = new Map<MessageId, MessageId>();
  for (const { readings } of threads) {
    for (const { message, parent } of readings) if (parent !== null) parents.set(message.messageId, parent);
  }
  return parents;
}

/** "That is better, otherwise we would ..." speaks against what is not done then, not against what was just praised. */
function ofOther(
  { kind }: Move,
  text: string,
  targets: readonly Move[],
  isAgreed: (target: Move) => boolean,
): readonly Move[] {
  if (kind !== 'objection' || !/^otherwise\b/i.test(text)) return targets;
  const others = targets.filter((target) => !isAgreed(target));
  return others.length === 0 ? targets : others;
}

/**
 * "I agree with Ann. Let's keep it as it is": the way that she spoke against is not the one that is decided on, if it
 * may be another; "Right. Applied with that fixed" takes what she spoke against.
 */
function notRefused(targets: readonly Move[], isRefused: (target: Move) => boolean): readonly Move[] {
  const others = targets.filter((target) => !isRefused(target));
  return others.some(({ kind }) => kind === 'proposal') ? others : targets;
}

/** How a case of what was just proposed is told. */
const CASE = /^(?:(?:and|but|so|then|now),? )?(?:even )?if (?!you (?:want|like|prefer)\b|not\b)/i;

/**
 * "If there is no such lock, we could wait for the flag" behind "why not wait for the lock?": a case of the proposal
 * before it in its block, when both share a word. What answers the case answers the whole: the option is one.
 */
function caseOf({ move, candidates }: Choice, text: string): Move | null {
  if (move.kind !== 'proposal' || !CASE.test(text)) return null;
  let nearest: Move | null = null;
  let isLike = false;
  for (const { target, features } of candidates) {
    if (target?.kind !== 'proposal' || !isOfBlock(features)) continue;
    if (nearest !== null && target.span.start <= nearest.span.start) continue;
    nearest = target;
    isLike = likenessIn(features) > 0;
  }
  return isLike ? nearest : null;
}

/**
 * The proposals that a proposal goes on with: those it is linked to as a refinement, and when it opens like one those
 * before it in its block, the nearest first. To what these answer it stands as they do: "why not rather A" and "if
 * there is no lock, A could wait" are both other ways than what is quoted above them.
 */
function refinedBy(
  { move, candidates }: Choice,
  targets: readonly Move[],
  manner: Manner,
  relationTo: (target: Move) => Relation,
): readonly Move[] {
  if (move.kind !== 'proposal') return [];
  return candidates.flatMap(({ target, features }) => {
    if (target?.kind !== 'proposal') return [];
    if (manner === 'refinement' && isOfBlock(features)) return [target];
    return targets.includes(target) && relationTo(target) === 'refines' ? [target] : [];
  });
}

/** The first proposal in a cover or patch of each posting: what the series as a whole proposes. */
export function headsOf(
  moves: readonly Move[],
  members: ReadonlyMap<MessageId, Series>,
): ReadonlyMap<MessageId, Move> {
  const heads = new Map<MessageId, Move>();
  for (const group of movesByMessage(moves).values()) {
    const move = group.find(({ kind }) => kind === 'proposal');
    const series = move === undefined ? undefined : members.get(move.span.messageId);
    if (move === undefined || series === undefined) continue;
    const known = heads.get(series.id);
    if (known === undefined || compareHeads(move, known, series) < 0) heads.set(series.id, move);
  }
  return heads;
}

/** The first by time: what comes later must not change it. Of the same second the cover, then the lowest patch. */
function compareHeads(a: Move, b: Move, { memberIds }: Series): number {
  return a.at - b.at || memberIds.indexOf(a.span.messageId) - memberIds.indexOf(b.span.messageId);
}

/** What a version stands to by being one, whatever its words are like. */
function versionLinks(
  move: Move,
  heads: ReadonlyMap<MessageId, Move>,
  members: ReadonlyMap<MessageId, Series>,
): readonly ItemLink[] {
  const series = members.get(move.span.messageId);
  if (series === undefined || heads.get(series.id) !== move) return [];
  const version = series.supersedes === null ? undefined : heads.get(series.supersedes);
  const approach = series.follows === null ? undefined : heads.get(series.follows);
  const earlier = version ?? approach;
  if (earlier === undefined || earlier.at > move.at) return [];
  return [{ id: earlier.id, relation: version === undefined ? 'alternative-to' : 'supersedes' }];
}

function bodiesOf(threads: readonly ThreadReading[]): ReadonlyMap<MessageId, string> {
  const bodies = new Map<MessageId, string>();
  for (const { readings } of threads) {
    for (const { message } of readings)
      if (!bodies.has(message.messageId)) bodies.set(message.messageId, message.body);
  }
  return bodies;
}
