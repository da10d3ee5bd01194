import type { ItemId, ItemLink, Move, Relation } from '@/lib/design/item.ts';
import { chooseTargets } from '@/lib/design/links/choose.ts';
import { isOfBlock, likenessIn } from '@/lib/design/links/features.ts';
import { movesByMessage, seriesByMember } from '@/lib/design/links/places.ts';
import { type Manner, mannerOf, relationOf } from '@/lib/design/links/relation.ts';
import { type Choice, walkMoves } from '@/lib/design/links/walk.ts';
import { LINK_NETWORK } from '@/lib/design/links/weights.ts';
import type { ThreadReading } from '@/lib/design/reading.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import type { Derived } from '@/lib/series/derive.ts';
import type { Series } from '@/lib/series/series.ts';

/**
 * What each move answers, most likely first: earlier moves of its thread, and for what a series proposes also what the
 * version before it (or the series it follows) proposed. Each link depends on its own and earlier messages only.
 */
export function linkMoves(
  moves: readonly Move[],
  threads: readonly ThreadReading[],
  derived: Derived,
): ReadonlyMap<ItemId, readonly ItemLink[]> {
  const members = seriesByMember(derived);
  const heads = headsOf(moves, members);
  const bodies = bodiesOf(threads);
  const parents = parentsOf(threads);
  const ofPraised = (move: Move, targets: readonly Move[]): readonly Move[] => {
    const series = members.get(parents.get(move.span.messageId) ?? ('' as MessageId));
    if (series === undefined || !isPlainPraise(move, bodies.get(move.span.messageId) ?? '')) return targets;
    const head = heads.get(series.id);
    const kept = targets.filter(({ span }) => members.get(span.messageId) === series);
    return kept.length > 0 || head === undefined || head.at > move.at ? kept : [head];
  };
  const agreed = new Set<string>();
  const links = new Map<ItemId, readonly ItemLink[]>();
  walkMoves(moves, threads, derived, (choice) => {
    const { move } = choice;
    const targets = ofPraised(move, chooseTargets(LINK_NETWORK, choice));
    const manner = mannerOf((bodies.get(move.span.messageId) ?? '').slice(move.span.start, move.span.end));
    const relationTo = (target: Move): Relation => {
      const row = choice.candidates.find((candidate) => candidate.target === target);
      const [own, its] = [members.get(move.span.messageId), members.get(target.span.messageId)];
      return relationOf(move, target, {
        manner,
        like: row === undefined ? 0 : likenessIn(row.features),
        sameMail: move.span.messageId === target.span.messageId,
        agreed: agreed.has(`${move.span.messageId} ${target.id}`),
        sameAuthor: move.by.email === target.by.email,
        toHead: its !== undefined && heads.get(its.id) === target,
        samePosting: own !== undefined && own === its,
      });
    };
    const refined = refinedBy(choice, targets, manner, relationTo);
    const found = targets.map((target): ItemLink => {
      const before = refined
        .flatMap(({ id }) => links.get(id) ?? [])
        .find(({ id, relation }) => id === target.id && relation !== 'supersedes');
      return { id: target.id, relation: before?.relation ?? relationTo(target) };
    });
    if (move.kind === 'endorsement') for (const { id } of targets) agreed.add(`${move.span.messageId} ${id}`);
    links.set(move.id, [...found, ...versionLinks(move, heads, members, targets)]);
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

function versionLinks(
  move: Move,
  heads: ReadonlyMap<MessageId, Move>,
  members: ReadonlyMap<MessageId, Series>,
  targets: readonly Move[],
): readonly ItemLink[] {
  const series = members.get(move.span.messageId);
  if (series === undefined || heads.get(series.id) !== move) return [];
  const version = series.supersedes === null ? undefined : heads.get(series.supersedes);
  const approach = series.follows === null ? undefined : heads.get(series.follows);
  const earlier = version ?? approach;
  if (earlier === undefined || earlier.at > move.at || targets.includes(earlier)) return [];
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
