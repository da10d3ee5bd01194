import type { MessageId } from '@/lib/mail/email.ts';
import type { Posting, SeriesState, StateReason, Turn } from '@/lib/series/series.ts';

/** The state of a posting, by the first rule that applies; each names the message that caused it. */
export function judgeState(posting: Posting, supersededBy: MessageId | null): StateReason {
  const since = posting.discussion.movedAt;
  if (supersededBy !== null) return reason('superseded', 'newer-version', supersededBy, 'nobody', since);
  const lastReview = findFullReview(posting);
  if (lastReview !== null) return reason('reviewed', 'every-patch-reviewed', lastReview, 'maintainer', since);
  const { firstAnswer } = posting.discussion;
  if (firstAnswer !== null) return reason('under-review', 'answered', firstAnswer, 'reviewers', since);
  return reason('new', 'no-answer', posting.id, 'reviewers', since);
}

/** A message with the last review needed, when each patch has a Reviewed-by or Acked-by given in an answer. */
function findFullReview(posting: Posting): MessageId | null {
  let last: MessageId | null = null;
  for (const patch of posting.patches) {
    const review = patch.trailers.find(
      ({ name, from }) =>
        from !== patch.messageId && ['reviewed-by', 'acked-by'].includes(name.toLowerCase()),
    );
    if (review === undefined) return null;
    last = review.from;
  }
  return last;
}

function reason(
  state: SeriesState,
  rule: string,
  messageId: MessageId,
  turn: Turn,
  turnSince: number,
): StateReason {
  return { state, rule, because: { messageId, start: 0, end: 0 }, turn, turnSince };
}
