import {
  answersOfAuthor,
  answersOfOthers,
  causeOf,
  findApproval,
  findDrop,
  findSignal,
  isOk,
  isReview,
} from '@/lib/series/review-events.ts';
import type { Answer, Posting, Push } from '@/lib/series/series.ts';

type Pushed = Pick<Posting, 'author' | 'version' | 'committed' | 'asksApproval' | 'memberIds' | 'discussion'>;

/**
 * What the author of a posting says of it that he pushed himself, and how he lets it go after that, in order of time.
 * He says into which tree, calls it the series, answers who left it to him ("Pushed, thanks"), or his own mail; else
 * `applied` alone is said of a reviewer's words as well.
 */
export function findPushes(posting: Pushed): readonly Push[] {
  const approvers = new Set(
    answersOfOthers(posting).flatMap((answer) =>
      findApproval(posting, answer) === null && !isTagged(answer) ? [] : [answer.message.messageId],
    ),
  );
  const own = new Set([
    ...posting.memberIds,
    ...answersOfAuthor(posting).map(({ message }) => message.messageId),
  ]);
  let isPushed = posting.committed;
  return answersOfAuthor(posting).flatMap(({ to, message }): readonly Push[] => {
    const signal = findSignal(message, ['applied', 'applied-in-part']);
    const isOfIt = signal !== null && (signal.version ?? posting.version) === posting.version;
    const above = message.inReplyTo;
    const mayPush = above !== null && (approvers.has(above) || own.has(above));
    if (isOfIt && (mayPush || signal.inTree === true || signal.ofSeries === true)) {
      isPushed = true;
      return [{ held: true, to, cause: causeOf(message, signal) }];
    }
    const drop = isPushed ? findDrop(posting, message) : null;
    return drop === null ? [] : [{ held: false, to, cause: causeOf(message, drop) }];
  });
}

/** `Fixed and pushed` below a tag; where change was asked for beside it, that may be all that was done. */
function isTagged({ message }: Answer): boolean {
  const { trailers } = message.facts;
  return (
    trailers.some(isOk) || (trailers.some(isReview) && findSignal(message, ['change-asked', 'nak']) === null)
  );
}
