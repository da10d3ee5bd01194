import { anyOf, pattern } from '@/lib/base/pattern.ts';
import { isNamed } from '@/lib/design/is-named.ts';
import type { Move } from '@/lib/design/item.ts';
import { isSamePerson } from '@/lib/design/same-person.ts';
import type { Because } from '@/lib/design/status/evidence.ts';
import type { Scene } from '@/lib/design/status/scene.ts';
import { plainTextOf } from '@/lib/design/status/text-of.ts';
import type { Skeleton } from '@/lib/mail/skeleton.ts';
import { findSignal, hasReview } from '@/lib/series/review-events.ts';
import type { Series } from '@/lib/series/series.ts';

export type AskedFor = {
  readonly move: Move;
  readonly at: number;
  readonly rule: 'taken-as-asked' | 'reviewed-as-asked';
  readonly because: Because;
};

const IT = anyOf(
  'this',
  'these',
  'it',
  'them',
  'both',
  'the (?:series|patch(?:es|set)?)',
  'this (?:series|patch)',
);
/** What who posts wants of who has a tree. */
const TAKE = pattern(
  '\\b',
  anyOf(
    `pick(?:ing)? ${IT} up`,
    `pick(?:ing)? up ${IT}`,
    `(?:tak|merg|appl|queu|pull)(?:e|y|ing)?(?: up)? ${IT}`,
    `consider ${IT} for`,
    '(?:for|through|via|in(?:to)?) (?:the|your|his) (?:\\S+ )?(?:tree|branch|queue|inclusion)',
    'for inclusion',
  ),
  '\\b',
);
/** What anybody wants of who knows about it. */
const REVIEW = pattern(
  '\\b',
  anyOf(
    '(?:could|can|would|will|do|please|careful|some|any|a|for|have|the|more|your) (?:you )?(?:please )?review',
    '(?:an?|the|explicit|your|some|any|more|have|get|like|for|want|need) (?:explicit )?acks?',
    '(?:acks?|reviews?|r-bs?|r-b.s) (?:from|by|of|for|would|are|is|please|welcome|appreciated|or)',
    '(?:provide|give|send|have|get|need) (?:\\S+ ){0,2}(?:acked|reviewed)-by',
    `(?:tak|hav)(?:e|ing) (?:a|another|one more|your) (?:\\w+ )?look`,
    `have time (?:to|for)`,
    'any (?:feedback|thoughts|objections|opinions?)',
  ),
  '\\b',
);

/**
 * Requests that a posting be taken or looked at, which is done with that: who posted it asks, and somebody else says
 * that he took it; anybody asks, and who was asked (anybody else, where no one is named) gives his tag or takes it.
 */
export function metRequests(moves: readonly Move[], scene: Scene): readonly AskedFor[] {
  return moves.flatMap((move): readonly AskedFor[] => {
    const posting = move.origin === 'request' ? scene.posting.get(move.span.messageId) : undefined;
    if (posting === undefined) return [];
    const words = plainTextOf(move.span, scene);
    const met = isByAuthor(move, posting) && TAKE.test(words) ? takenAfter(move, posting) : null;
    return met === null ? reviewedAfter(move, posting, words) : [met];
  });
}

function takenAfter(move: Move, posting: Series): AskedFor | null {
  const [met] = after(move, posting).flatMap((message) => takenIn(message, move, posting));
  return met ?? null;
}

function reviewedAfter(move: Move, posting: Series, words: string): readonly AskedFor[] {
  const isOfAuthor = isNamed(move.owner, posting.author);
  if (isOfAuthor || !REVIEW.test(words)) return [];
  return after(move, posting)
    .filter(({ from }) => move.owner === null || isNamed(move.owner, from))
    .flatMap((message): readonly AskedFor[] => {
      const taken = takenIn(message, move, posting);
      if (taken.length > 0 || !hasReview(message)) return taken;
      const because = { messageId: message.messageId, start: 0, end: 0, series: posting.id };
      return [{ move, at: message.time, rule: 'reviewed-as-asked', because }];
    })
    .slice(0, 1);
}

function takenIn(message: Skeleton, move: Move, posting: Series): readonly AskedFor[] {
  const signal = findSignal(message, ['applied', 'applied-in-part']);
  if (signal === null) return [];
  const { start, end } = signal;
  const because = { messageId: message.messageId, start, end, series: posting.id };
  return [{ move, at: message.time, rule: 'taken-as-asked', because }];
}

/** What others said of a posting after they were asked. */
function after({ by, at }: Move, { discussion }: Series): readonly Skeleton[] {
  return discussion.answers
    .map(({ message }) => message)
    .filter(({ time, from }) => time > at && !isSamePerson(from, by));
}

function isByAuthor({ by }: Move, { author }: Series): boolean {
  return isSamePerson(by, author);
}
