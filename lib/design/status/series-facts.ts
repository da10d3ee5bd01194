import { pushTo } from '@/lib/base/multimap.ts';
import { isNamed } from '@/lib/design/is-named.ts';
import { compareMoves, type ItemId, type ItemStatus, type Move } from '@/lib/design/item.ts';
import { addressOf } from '@/lib/design/same-person.ts';
import { metRequests } from '@/lib/design/status/asked-for.ts';
import { called } from '@/lib/design/status/called.ts';
import { chosenWays } from '@/lib/design/status/chosen-way.ts';
import { type Because, whole } from '@/lib/design/status/evidence.ts';
import { fulfilledBy } from '@/lib/design/status/fulfilled.ts';
import { findHeirs, type Heir } from '@/lib/design/status/heirs.ts';
import { type Takings, takingsOf, withdrawnByAuthor } from '@/lib/design/status/let-go.ts';
import { metByPromise } from '@/lib/design/status/met-by-promise.ts';
import { leftWithout, patchesTakenBack } from '@/lib/design/status/patches-taken-back.ts';
import { type SaidDone, saidDone } from '@/lib/design/status/said-done.ts';
import type { Scene } from '@/lib/design/status/scene.ts';
import { takenBack } from '@/lib/design/status/taken-back.ts';
import { takenByRobot } from '@/lib/design/status/taken-by-robot.ts';
import { takenUp } from '@/lib/design/status/taken-up.ts';
import { textOf } from '@/lib/design/status/text-of.ts';
import type { Web } from '@/lib/design/status/web.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import type { Skeleton } from '@/lib/mail/skeleton.ts';
import {
  type Changelog,
  entriesBetween,
  entriesSaid,
  findChangelogs,
} from '@/lib/series/review/changelog.ts';
import { type LocatedEntry, linkChangelog } from '@/lib/series/review/changelog-link.ts';
import { answersOfOthers, hasReview } from '@/lib/series/review-events.ts';
import type { Series } from '@/lib/series/series.ts';

/** What a later posting, or its author in so many words, makes of a move, whatever was said before. */
export type SeriesFact = {
  readonly at: number;
  readonly status: ItemStatus;
  readonly rule:
    | 'next-version'
    | 'other-approach'
    | 'version-applied'
    | 'taken-out'
    | 'changelog'
    | 'taken-up'
    | 'fulfilled'
    | 'objector-reviewed'
    | 'asker-reviewed'
    | 'taken-as-asked'
    | 'reviewed-as-asked'
    | 'author-took-it-back'
    | 'target-taken-back'
    | 'author-withdrew'
    | SaidDone['rule']
    | 'called';
  readonly because: Because;
  /** Of `taken-out`: what was said before has been taken back with it, and counts no more. */
  readonly holds?: boolean;
};

/** An identifier and a word more, or a name and a word (lib/series/review/changelog-link.ts): less is chance. */
const SCORE_MIN = 4;
/** Somebody is thanked for any of his remarks: that a way of his was taken more than one word has to say. */
const WAY_SHARED_MIN = 2;
const ENTRIES_MAX = 200;
const TAKEN = { status: 'adopted', rule: 'version-applied' } as const;
const LET_GO = { status: 'open', rule: 'taken-out' } as const;
const MEMBERS_MAX = 40;
const TARGETS_MAX = 300;

/** Facts of moves in order of time; only what had been said when a posting arrived is compared with it. */
export function findSeriesFacts(
  moves: readonly Move[],
  web: Web,
  scene: Scene,
  all: readonly Series[],
): ReadonlyMap<ItemId, readonly SeriesFact[]> {
  const facts = new Map<ItemId, SeriesFact[]>();
  const heirs = findHeirs(all, scene);
  const changelogsOf = createChangelogReader(scene);
  // Once for each posting, which may come after many.
  const takings = new Map(all.map((series) => [series.id, takingsOf(series)]));
  const byPosting = new Map<Series, Move[]>();
  const seen = new Set<Series>();
  for (const move of moves) {
    const posting = scene.posting.get(move.span.messageId);
    if (posting === undefined) continue;
    if (heirs.has(posting.id)) pushTo(byPosting, posting, move);
    if (!isRoot(move, posting) || seen.has(posting)) continue;
    seen.add(posting);
    for (const { at, held, because } of takenByRobot(posting, scene)) {
      const fact = held ? TAKEN : LET_GO;
      pushTo(facts, move.id, { at, because, ...fact });
    }
    takeOrLetGo(takings.get(posting.id), move, facts);
    for (const { at, because } of withdrawnByAuthor(posting)) {
      pushTo(facts, move.id, { at, status: 'withdrawn', rule: 'author-withdrew', because });
    }
  }
  for (const [posting, discussed] of byPosting) {
    for (const heir of heirs.get(posting.id) ?? []) {
      const before = discussed.filter(({ at }) => at < heir.at);
      replaceSeries(posting, heir, before, takings.get(heir.series.id), facts);
      const entries = entriesSince(posting, heir, changelogsOf);
      for (const { move, status, because } of metByChangelog(entries, before, heir, scene)) {
        pushTo(facts, move.id, { at: heir.at, status, rule: 'changelog', because });
      }
      settleReviewed(posting, heir, before, facts);
      settleServing(heir, before, web, facts);
      for (const { move, because } of takenUp(posting, heir, before, web, scene)) {
        pushTo(facts, move.id, { at: heir.at, status: 'adopted', rule: 'taken-up', because });
      }
    }
  }
  for (const { move, at, because } of fulfilledBy(moves, heirs, scene, all)) {
    pushTo(facts, move.id, { at, status: 'done', rule: 'fulfilled', because });
    for (const met of metByPromise(move, web, scene)) {
      pushTo(facts, met.id, { at, status: 'resolved', rule: 'fulfilled', because });
    }
  }
  for (const { move, at, rule, because } of [...metRequests(moves, scene), ...saidDone(moves, web, scene)]) {
    pushTo(facts, move.id, { at, status: 'done', rule, because });
  }
  const back = patchesTakenBack(web, scene);
  for (const { move, at, because } of [...back, ...takenBack(web, scene)]) {
    const status = move.kind === 'action' ? 'dropped' : 'withdrawn';
    pushTo(facts, move.id, { at, status, rule: 'author-took-it-back', because });
  }
  for (const { move, at, because } of leftWithout(back, web)) {
    pushTo(facts, move.id, { at, status: 'resolved', rule: 'target-taken-back', because });
  }
  for (const { move, at, status, because } of [...called(web, scene), ...chosenWays(web, scene)]) {
    pushTo(facts, move.id, { at, status, rule: 'called', because });
  }
  for (const list of facts.values()) list.sort((a, b) => a.at - b.at);
  return facts;
}

/** What the series proposes, in its cover or only patch; the first such move, others there are asides. */
function isRoot({ kind, span }: Move, posting: Series): boolean {
  return kind === 'proposal' && span.messageId === posting.id;
}

/**
 * The series itself, proposed in its cover or only patch, gives way to what comes next; a later version that somebody
 * applies adopts it after all.
 */
function replaceSeries(
  posting: Series,
  { series, at, relation, hops }: Heir,
  before: readonly Move[],
  takings: Takings | undefined,
  facts: Map<ItemId, SeriesFact[]>,
): void {
  const root = before.find((move) => isRoot(move, posting));
  if (root === undefined) return;
  if (hops === 1) {
    const rule = relation === 'follows' ? 'other-approach' : 'next-version';
    pushTo(facts, root.id, { at, status: 'superseded', rule, because: whole(series.id, series.id) });
  }
  if (relation === 'follows') return;
  const applied = takings?.first ?? null;
  if (applied === null || applied.at <= at) return;
  pushTo(facts, root.id, {
    at: applied.at,
    status: 'adopted',
    rule: 'version-applied',
    because: applied.because,
  });
  takeOrLetGo(takings, root, facts);
}

/**
 * Who took a posting and lets it go takes back that it was adopted, in whatever words that was said. Its author adopts
 * it by pushing it.
 */
function takeOrLetGo(takings: Takings | undefined, { id }: Move, facts: Map<ItemId, SeriesFact[]>): void {
  for (const { at, held, because } of takings?.changes ?? []) {
    const fact = held ? TAKEN : { ...LET_GO, holds: true };
    pushTo(facts, id, { at, because, ...fact });
  }
}

const MET_BY_CHANGELOG: ReadonlyMap<string, ItemStatus> = new Map([
  ['objection', 'resolved'],
  ['action', 'done'],
  ['proposal', 'adopted'],
]);

type Met = Pick<SeriesFact, 'status' | 'because'> & { readonly move: Move };

/** What the changelog of a later version says was changed has been met. */
function metByChangelog(
  entries: readonly LocatedEntry[],
  before: readonly Move[],
  { series }: Heir,
  scene: Scene,
): readonly Met[] {
  if (entries.length === 0) return [];
  const targets = before
    .filter(({ kind, span }) => MET_BY_CHANGELOG.has(kind) && !scene.members.has(span.messageId))
    .slice(0, TARGETS_MAX);
  const links = linkChangelog(
    entries,
    targets.map(({ span, by }) => ({ text: textOf(span, scene), people: [by.name] })),
  );
  return targets.flatMap((move, index) => {
    const link = links[index] ?? null;
    const status = MET_BY_CHANGELOG.get(move.kind);
    if (link === null || status === undefined || link.score < SCORE_MIN) return [];
    if (move.kind === 'proposal' && link.shared < WAY_SHARED_MIN) return [];
    const { messageId, start, end } = link.entry;
    return [{ move, status, because: { messageId, start, end, series: series.id } }];
  });
}

const MET_BY_REVIEW: ReadonlyMap<string, Pick<SeriesFact, 'status' | 'rule'>> = new Map([
  ['objection', { status: 'resolved', rule: 'objector-reviewed' }],
  ['action', { status: 'done', rule: 'asker-reviewed' }],
]);

/** By which what is to be done about something is done with it. */
const SERVED: ReadonlySet<SeriesFact['rule']> = new Set(['changelog', 'asker-reviewed']);

/** What was to be done about something is done with it: `Will do` in answer to what a changelog says was changed. */
function settleServing(
  { series }: Heir,
  before: readonly Move[],
  web: Web,
  facts: Map<ItemId, SeriesFact[]>,
): void {
  const metNow = (id: ItemId): SeriesFact | undefined =>
    facts.get(id)?.find(({ rule, because }) => SERVED.has(rule) && because.series === series.id);
  for (const { id, kind } of [...before].sort(compareMoves)) {
    if (kind !== 'action' || metNow(id) !== undefined) continue;
    const served = (web.links.get(id) ?? [])
      .map((link) => metNow(link.id))
      .find((fact) => fact !== undefined);
    if (served !== undefined) pushTo(facts, id, { ...served, status: 'done' });
  }
}

/**
 * Who gives a later version a Reviewed-by or Acked-by is content with what became of the objections to the earlier, and
 * of what he asked its author for.
 */
function settleReviewed(
  posting: Series,
  { series, relation }: Heir,
  before: readonly Move[],
  facts: Map<ItemId, SeriesFact[]>,
): void {
  if (relation === 'follows') return;
  const reviews = new Map<string, Skeleton>();
  for (const { message } of answersOfOthers(series)) {
    const key = addressOf(message.from);
    if (hasReview(message) && !reviews.has(key)) reviews.set(key, message);
  }
  for (const move of before) {
    const review = reviews.get(addressOf(move.by));
    const met = MET_BY_REVIEW.get(move.kind);
    if (review === undefined || met === undefined) continue;
    if (move.kind === 'action' && (move.origin !== 'request' || !isNamed(move.owner, posting.author)))
      continue;
    pushTo(facts, move.id, { at: review.time, ...met, because: whole(review.messageId, series.id) });
  }
}

/** What the heir says it changed since `posting`. */
function entriesSince(
  posting: Series,
  { series, relation }: Heir,
  changelogsOf: ChangelogReader,
): readonly LocatedEntry[] {
  const said = entriesSaid(changelogsOf(posting).flatMap(({ logs }) => logs));
  const versions = { since: relation === 'follows' ? 0 : posting.version, until: series.version };
  return changelogsOf(series)
    .flatMap(({ messageId, logs }) =>
      entriesBetween(logs, versions, said).map((entry) => ({ messageId, ...entry })),
    )
    .slice(0, ENTRIES_MAX);
}

/** The changelogs in cover and patches of a posting, as far as they are read here. */
type ChangelogReader = (
  posting: Series,
) => readonly { readonly messageId: MessageId; readonly logs: readonly Changelog[] }[];

/** Reads each posting once, which is the heir of every version before it. */
function createChangelogReader({ readings }: Scene): ChangelogReader {
  const known = new Map<Series, ReturnType<ChangelogReader>>();
  return (posting) => {
    const found =
      known.get(posting) ??
      posting.memberIds.slice(0, MEMBERS_MAX).flatMap((messageId) => {
        const body = readings.get(messageId)?.message.body;
        return body === undefined ? [] : [{ messageId, logs: findChangelogs(body) }];
      });
    known.set(posting, found);
    return found;
  };
}
