import { type Applied, findApplied } from '@/lib/series/applied.ts';
import { answersOfOthers, causeOf, revertedOf } from '@/lib/series/review-events.ts';
import type { Posting } from '@/lib/series/series.ts';

/** That a posting was taken, in words that say what they are of: a version, or commits, as scripts do. Or not. */
type Taken = Applied & { readonly isNamed: boolean };

/** The postings that one goes back to, nearest first: its versions, and those of which it made patches anew. */
export type Earlier = { readonly versions: readonly Posting[]; readonly mended: readonly Posting[] };

/** That all of a posting was taken, by words below it or below an earlier one, unless they are of the `next`. */
export function findTakenWhole(
  posting: Posting,
  { versions, mended }: Earlier,
  next: Posting | null,
): Applied | null {
  const { ofAll } = findApplied(posting);
  const own = ofAll === null ? null : { ...ofAll, isNamed: saysWhatItTook(posting, ofAll) };
  const taken = own ?? (revertedOf(posting).size > 0 ? null : findAbove(posting, { versions, mended }));
  return taken === null || (next !== null && isOfNewer(posting, taken, next)) ? null : taken;
}

function findAbove(posting: Posting, { versions, mended }: Earlier): Taken | null {
  // What its author made anew in part has no cover: what is said of all below that of the series is said of it.
  for (const earlier of mended) {
    const { ofAll } = findApplied(earlier);
    if (ofAll !== null && ofAll.cause.at >= posting.sentAt) return { ...ofAll, isNamed: true };
  }
  for (const earlier of versions) {
    if (earlier.discussion.movedAt < posting.sentAt) continue;
    const { ofAll } = findApplied(earlier);
    const taken = ofAll === null ? null : { ...ofAll, isNamed: saysWhatItTook(earlier, ofAll) };
    if (taken !== null && isOfNewer(earlier, taken, posting)) return taken;
  }
  const [before] = versions;
  return before === undefined ? null : findByNumber(posting, before);
}

/**
 * Who takes `the series` after it was posted anew in its thread took the newest, whichever he answers: a bug tracker
 * has all mail answer the first.
 */
function isOfNewer(posting: Posting, { cause, isNamed }: Taken, newer: Posting): boolean {
  return (
    !isNamed &&
    newer.mends === null &&
    cause.at >= newer.sentAt &&
    newer.threadIds.some((id) => posting.threadIds.includes(id))
  );
}

function saysWhatItTook({ discussion }: Posting, { cause }: Applied): boolean {
  const message = discussion.answers.find((one) => one.message.messageId === cause.messageId)?.message;
  if (message === undefined || message.facts.robot !== null || message.facts.note !== undefined) return true;
  return message.facts.signals.some(({ start, version }) => start === cause.start && version !== undefined);
}

/** `Pulled v3 by accident, now v4` and `v4 is in for-next` below v3. */
function findByNumber(posting: Posting, before: Posting): Taken | null {
  for (const { message } of answersOfOthers(before)) {
    const signal = message.facts.signals.find(
      ({ kind, version, instead }) =>
        (kind === 'dropped' ? instead : kind === 'applied' && version) === posting.version,
    );
    if (signal !== undefined && message.time >= posting.sentAt)
      return { rule: 'applied', cause: causeOf(message, signal), isNamed: true };
  }
  return null;
}
