import type { MessageId } from '@/lib/mail/email.ts';
import { findRobot } from '@/lib/mail/senders/robots.ts';
import { readBase, type SeriesBase } from '@/lib/series/base.ts';
import { parsePatch } from '@/lib/series/patch/patch.ts';
import type { PatchText } from '@/lib/series/patch/patch-text.ts';
import { type CarriedComment, carryOver } from '@/lib/series/review/carry-over.ts';
import { entriesBetween, entriesSaid, findChangelogs } from '@/lib/series/review/changelog.ts';
import type { LocatedEntry } from '@/lib/series/review/changelog-link.ts';
import { rangeDiff } from '@/lib/series/review/range-diff.ts';
import { type AnchoredComment, anchorComments } from '@/lib/series/review/review.ts';
import { memberKey, patchesOf, type SeriesTexts } from '@/lib/series/review/series-texts.ts';
import {
  carryTrailers,
  type EarlierTag,
  type ProvenTrailer,
  proveTrailers,
  type TaggedPatch,
  traceTags,
} from '@/lib/series/review/trailer-provenance.ts';

/** A comment that opens a point, what answered it, and what became of it in the later version. */
export type ReviewPoint = {
  readonly comment: AnchoredComment;
  readonly answers: readonly AnchoredComment[];
  /** Null without a later version. */
  readonly carried: CarriedComment | null;
};

export type ReviewedPatch = {
  readonly messageId: MessageId;
  readonly patch: PatchText | null;
  readonly trailers: readonly ProvenTrailer[];
};

export type SeriesReview = {
  /** By number. */
  readonly patches: ReadonlyMap<number, ReviewedPatch>;
  /** In the order of the members and of their lines. */
  readonly points: readonly ReviewPoint[];
  readonly base: SeriesBase | null;
};

/**
 * The review of one posting: files and trailers of its patches, with those of the `earlier` version carried over where
 * the patch-id is equal, and the points reviewers made with what became of them in the `later` one. `tags` are those
 * that answers gave in versions before the earlier one.
 */
export function reviewSeries(
  texts: SeriesTexts,
  earlier: SeriesTexts | null,
  later: SeriesTexts | null,
  tags: readonly EarlierTag[] = [],
): SeriesReview {
  const own = trailersOf(texts);
  const lists = carryTrailers(earlier === null ? [] : trailersOf(earlier), own);
  const carried = traceTags(
    own.map((patch, index) => ({ ...patch, trailers: lists[index] ?? [] })),
    tags,
  );
  const patches = patchesOf(texts).map(
    ({ n, messageId, body, isFlowed }, index) =>
      [n, { messageId, patch: parsePatch(body, isFlowed), trailers: carried[index] ?? [] }] as const,
  );
  const base = readBase(texts.members.map(({ body }) => body));
  return { patches: new Map(patches), points: findPoints(texts, later), base };
}

function trailersOf(texts: SeriesTexts): readonly TaggedPatch[] {
  const patches = patchesOf(texts);
  const coverId = texts.members.find(({ isCover }) => isCover)?.messageId ?? null;
  const proven = proveTrailers(patches, coverId, texts.replies);
  return patches.map(({ patchId, title }, index) => ({
    patchId,
    title,
    trailers: proven[index] ?? [],
  }));
}

function findPoints(texts: SeriesTexts, later: SeriesTexts | null): readonly ReviewPoint[] {
  const comments = anchorComments(texts.members, texts.replies);
  const answers = groupAnswers(comments);
  const order = new Map(texts.members.map((member, index) => [memberKey(member), index]));
  const orderOf = ({ on, n }: AnchoredComment): number => order.get(memberKey({ messageId: on, n })) ?? 0;
  const own = ownAddresses(texts);
  const opening = [...answers.keys()]
    .filter(({ from }) => !own.has(from.email.toLowerCase()) && findRobot(from) === null)
    .sort((a, b) => orderOf(a) - orderOf(b) || a.onEnd - b.onEnd);
  const carried =
    later === null ? [] : carryOver(opening, compare(texts, later), texts.replies, entriesOf(texts, later));
  return opening.map((comment, index) => ({
    comment,
    answers: answers.get(comment) ?? [],
    carried: carried[index] ?? null,
  }));
}

/**
 * The addresses of the author in lower case. That of the series is the one a mailmap gives; mails have the one they
 * were sent from, as it was written.
 */
function ownAddresses({ author, members }: SeriesTexts): ReadonlySet<string> {
  return new Set([author, ...members.map(({ from }) => from)].map(({ email }) => email.toLowerCase()));
}

/** Comments that answer none, each with all that answer it, directly or through others. */
function groupAnswers(
  comments: readonly AnchoredComment[],
): ReadonlyMap<AnchoredComment, readonly AnchoredComment[]> {
  const key = (place: { readonly messageId: MessageId; readonly start: number }): string =>
    `${place.start} ${place.messageId}`;
  const rootOf = new Map<string, AnchoredComment>();
  const groups = new Map<AnchoredComment, AnchoredComment[]>();
  // A reply comes after what it answers, so the root of the answered comment is known.
  for (const comment of comments) {
    const root = comment.answers === null ? undefined : rootOf.get(key(comment.answers));
    rootOf.set(key(comment), root ?? comment);
    if (root === undefined) groups.set(comment, []);
    else groups.get(root)?.push(comment);
  }
  return groups;
}

function compare(before: SeriesTexts, after: SeriesTexts): ReturnType<typeof rangeDiff> {
  return rangeDiff(patchesOf(before), patchesOf(after));
}

/** What the later version says it changed since this one. An RFC under another name has a numbering of its own. */
function entriesOf(texts: SeriesTexts, later: SeriesTexts): readonly LocatedEntry[] {
  const since = later.version > texts.version ? texts.version : later.version - 1;
  const said = entriesSaid(texts.members.flatMap(({ body }) => findChangelogs(body)));
  return later.members.flatMap(({ messageId, body }) =>
    entriesBetween(findChangelogs(body), { since, until: later.version }, said).map((entry) => ({
      ...entry,
      messageId,
    })),
  );
}
