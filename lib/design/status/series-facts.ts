import { pushTo } from '@/lib/base/multimap.ts';
import { isNamed } from '@/lib/design/is-named.ts';
import { compareMoves, type ItemId, type ItemStatus, type Move } from '@/lib/design/item.ts';
import { metRequests } from '@/lib/design/status/asked-for.ts';
import { called } from '@/lib/design/status/called.ts';
import { type Because, whole } from '@/lib/design/status/evidence.ts';
import { fulfilledBy } from '@/lib/design/status/fulfilled.ts';
import { findHeirs, type Heir } from '@/lib/design/status/heirs.ts';
import { type Takings, takingsOf, withdrawnByAuthor } from '@/lib/design/status/let-go.ts';
import { leftWithout, patchesTakenBack } from '@/lib/design/status/patches-taken-back.ts';
import type { Scene } from '@/lib/design/status/scene.ts';
import { takenBack } from '@/lib/design/status/taken-back.ts';
import { takenByRobot } from '@/lib/design/status/taken-by-robot.ts';
import { takenUp } from '@/lib/design/status/taken-up.ts';
import type { Web } from '@/lib/design/status/web.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import type { Skeleton } from '@/lib/mail/skeleton.ts';
import { entriesBetween, entriesSaid } from '@/lib/series/review/changelog.ts';
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
    const said = entriesSaid(bodiesOf(posting, scene).map(({ body }) => body));
    for (const heir of heirs.get(posting.id) ?? []) {
      const before = discussed.filter(({ at }) => at < heir.at);
      replaceSeries(posting, heir, before, takings.get(heir.series.id), facts);
      matchChangelog(posting, heir, before, said, scene, facts);
      settleReviewed(posting, heir, before, facts);
      settleServing(heir, before, web, facts);
      for (const { move, because } of takenUp(posting, heir, before, web, scene)) {
        pushTo(facts, move.id, { at: heir.at, status: 'adopted', rule: 'taken-up', because });
      }
    }
  }
  for (const { move, at, because } of fulfilledBy(moves, heirs, scene, all)) {
    pushTo(facts, move.id, { at, status: 'done', rule: 'fulfilled', because });
  }
  for (const { move, at, rule, because } of metRequests(moves, scene)) {
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
  for (const { move, at, status, because } of called(web, scene)) {
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

const MET: Readonly<Record<string, ItemStatus>> = {
  objection: 'resolved',
  action: 'done',
  proposal: 'adopted',
};

/** What the changelog of a later version says was changed has been met; `said` is what this one says itself. */
function matchChangelog(
  posting: Series,
  heir: Heir,
  before: readonly Move[],
  said: ReadonlySet<string>,
  scene: Scene,
  facts: Map<ItemId, SeriesFact[]>,
): void {
  const since = heir.relation === 'follows' ? 0 : posting.version;
  const entries = entriesOf(heir.series, since, said, scene);
  if (entries.length === 0) return;
  const targets = before
    .filter(({ kind, span }) => kind in MET && !scene.members.has(span.messageId))
    .slice(0, TARGETS_MAX);
  const links = linkChangelog(
    entries,
    targets.map(({ span, by }) => ({ text: textOf(span, scene), people: [by.name] })),
  );
  for (const [index, link] of links.entries()) {
    const move = targets[index];
    if (link === null || move === undefined || link.score < SCORE_MIN) continue;
    if (move.kind === 'proposal' && link.shared < WAY_SHARED_MIN) continue;
    const { messageId, start, end } = link.entry;
    const because = { messageId, start, end, series: heir.series.id };
    pushTo(facts, move.id, { at: heir.at, status: MET[move.kind] as ItemStatus, rule: 'changelog', because });
  }
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
    const key = message.from.email.toLowerCase();
    if (hasReview(message) && !reviews.has(key)) reviews.set(key, message);
  }
  for (const move of before) {
    const review = reviews.get(move.by.email.toLowerCase());
    const met = MET_BY_REVIEW.get(move.kind);
    if (review === undefined || met === undefined) continue;
    if (move.kind === 'action' && (move.origin !== 'request' || !isNamed(move.owner, posting.author)))
      continue;
    pushTo(facts, move.id, { at: review.time, ...met, because: whole(review.messageId, series.id) });
  }
}

function entriesOf(
  series: Series,
  since: number,
  said: ReadonlySet<string>,
  scene: Scene,
): readonly LocatedEntry[] {
  return bodiesOf(series, scene)
    .flatMap(({ messageId, body }) =>
      entriesBetween(body, since, series.version, said).map((entry) => ({ messageId, ...entry })),
    )
    .slice(0, ENTRIES_MAX);
}

/** What its cover and patches say, as far as they are read here. */
function bodiesOf(
  { memberIds }: Series,
  { readings }: Scene,
): readonly { readonly messageId: MessageId; readonly body: string }[] {
  return memberIds.slice(0, MEMBERS_MAX).flatMap((messageId) => {
    const body = readings.get(messageId)?.message.body;
    return body === undefined ? [] : [{ messageId, body }];
  });
}

function textOf({ messageId, start, end }: Move['span'], scene: Scene): string {
  const id: MessageId = messageId;
  return scene.readings.get(id)?.message.body.slice(start, end) ?? '';
}
