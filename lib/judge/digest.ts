import type { PlacedItem } from '@/lib/design/extract.ts';
import type { DesignState } from '@/lib/design/state.ts';
import type { QuotedHappening } from '@/lib/judge/happenings.ts';
import type { JudgedItem } from '@/lib/judge/judged-item.ts';
import type { Mailbox } from '@/lib/mail/email.ts';
import { fateOf, type PointFate } from '@/lib/series/review/point-fate.ts';
import type { SeriesReview } from '@/lib/series/review/series-review.ts';
import type { SeriesTexts } from '@/lib/series/review/series-texts.ts';

/** What changed in a while, by design, the one that moved last first. Times in epoch milliseconds. */
export type Digest = {
  /** Null: every list. */
  readonly list: string | null;
  readonly since: number;
  readonly until: number;
  readonly designs: readonly DigestDesign[];
  /** How many more designs moved. */
  readonly left: number;
  /** What waits for the person it is for, whatever moved; null when it is for nobody. */
  readonly waiting: readonly Waiting[] | null;
};

export type DigestDesign = {
  readonly state: DesignState;
  /** Oldest first. */
  readonly happenings: readonly QuotedHappening[];
  /** What somebody said they would do and has not done yet. */
  readonly promises: readonly PlacedItem[];
  readonly answers: readonly VersionAnswers[];
};

/** What a new version made of the review of the one before it. */
export type VersionAnswers = {
  readonly earlier: VersionName;
  readonly later: VersionName;
  readonly points: readonly {
    readonly fate: PointFate;
    readonly by: Mailbox;
    readonly file: string | null;
    readonly words: string;
  }[];
};

type VersionName = { readonly id: string; readonly version: number; readonly rfc: boolean };

export type Waiting = {
  readonly what: 'turn' | 'objection' | 'promise';
  /** Of a design or series. */
  readonly name: string;
  readonly title: string;
  readonly since: number;
  /** A message of it. */
  readonly messageId: string;
};

export function answersOf(review: SeriesReview, earlier: SeriesTexts, later: SeriesTexts): VersionAnswers {
  const bodies = new Map(earlier.replies.map(({ messageId, body }) => [messageId, body]));
  return {
    earlier: nameOf(earlier),
    later: nameOf(later),
    points: review.points.flatMap((point) => {
      const fate = fateOf(point);
      const { from, file, messageId, start, end } = point.comment;
      const words = (bodies.get(messageId) ?? '').slice(start, end);
      return fate === null ? [] : [{ fate, by: from, file, words }];
    }),
  };
}

function nameOf({ id, version, rfc }: VersionName): VersionName {
  return { id, version, rfc };
}

/** Open promises of a design, those that nobody is certain of left out. */
export function openPromises(items: readonly JudgedItem[]): readonly PlacedItem[] {
  return items.filter(
    ({ kind, origin, status, certain, verdict }) =>
      kind === 'action' &&
      origin === 'commitment' &&
      status === 'open' &&
      (certain || verdict === 'accepted'),
  );
}
