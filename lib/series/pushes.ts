import {
  answersOfAuthor,
  answersOfOthers,
  causeOf,
  findApproval,
  findDrop,
  findSignal,
  isOk,
} from '@/lib/series/review-events.ts';
import type { Posting, Push } from '@/lib/series/series.ts';

type Pushed = Pick<Posting, 'author' | 'version' | 'committed' | 'asksApproval' | 'discussion'>;

/**
 * What the author of a posting says of it that he pushed himself, and how he lets it go after that, in order of time.
 * He says into which tree, or answers who left it to him ("Pushed, thanks"); else `applied` alone is said of a
 * reviewer's words as well.
 */
export function findPushes(posting: Pushed): readonly Push[] {
  const approvers = new Set(
    answersOfOthers(posting).flatMap((answer) =>
      findApproval(posting, answer) === null && !answer.message.facts.trailers.some(isOk)
        ? []
        : [answer.message.messageId],
    ),
  );
  let isPushed = posting.committed;
  return answersOfAuthor(posting).flatMap(({ to, message }): readonly Push[] => {
    const signal = findSignal(message, ['applied', 'applied-in-part']);
    const isOfIt = signal !== null && (signal.version ?? posting.version) === posting.version;
    const mayPush = message.inReplyTo !== null && approvers.has(message.inReplyTo);
    if (isOfIt && (mayPush || signal.inTree === true)) {
      isPushed = true;
      return [{ held: true, to, cause: causeOf(message, signal) }];
    }
    const drop = isPushed ? findDrop(posting, message) : null;
    return drop === null ? [] : [{ held: false, to, cause: causeOf(message, drop) }];
  });
}
