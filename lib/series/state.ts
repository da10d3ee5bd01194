import type { MessageId } from '@/lib/mail/email.ts';
import type { Skeleton } from '@/lib/mail/skeleton.ts';
import { type Applied, findApplied, presentOf } from '@/lib/series/applied.ts';
import { type Earlier, findTakenWhole } from '@/lib/series/applied-above.ts';
import {
  answersOfAuthor,
  answersOfOthers,
  causeOf,
  findApproval,
  findOpenQuestion,
  findOpenRequests,
  findSignal,
  hasReview,
  isAboutAll,
  isAuthor,
  isFix,
  isOk,
  isReview,
  type OpenRequest,
  revertedOf,
  takenBackIn,
} from '@/lib/series/review-events.ts';
import type { Answer, Cause, Posting, SeriesState, StateReason, Turn } from '@/lib/series/series.ts';

/** What its author put in the place of a posting. */
type Successor = { readonly id: MessageId; readonly sentAt: number };

/**
 * The state of a posting, by the first rule that applies, with the words that caused it and whose turn it is since
 * when. A pure function of messages: nothing in it depends on now (see stalled.ts). Rules: docs/series-state.md.
 */
export function judgeState(
  posting: Posting,
  next: Posting | null,
  replacement: Successor | null,
  earlier: Earlier,
): StateReason {
  const applied = findTakenWhole(posting, earlier, next);
  const later = next ?? replacement;
  if (
    applied !== null &&
    (later === null || (applied.cause.at >= later.sentAt && !isTakenAfter(next, applied)))
  ) {
    return reason('accepted', applied.rule, applied.cause, 'nobody');
  }
  if (next !== null) return reason('superseded', 'newer-version', whole(next.id, next.sentAt), 'nobody');
  if (replacement !== null) {
    return reason('superseded', 'replaced', whole(replacement.id, replacement.sentAt), 'nobody');
  }
  const withdrawn = findWithdrawal(posting);
  if (withdrawn !== null) return reason('withdrawn', 'author-withdrew', withdrawn, 'nobody');
  return judgeReview(posting, findApplied(posting).inPart);
}

/** Of two versions that were taken the later is in the tree, and the other was a slip. */
function isTakenAfter(next: Posting | null, { cause }: Applied): boolean {
  const taken = next === null ? null : findApplied(next).ofAll;
  return taken !== null && taken.cause.at > cause.at;
}

function judgeReview(posting: Posting, inPart: Cause | null): StateReason {
  const requests = findOpenRequests(posting);
  const promise = findPromise(posting);
  const promised = promise?.at ?? Number.NEGATIVE_INFINITY;
  const nak = requests.find(({ kind, to }) => kind === 'nak' && isAboutAll(posting, to));
  if (nak !== undefined && nak.cause.at > promised) return reason('rejected', 'nak', nak.cause, 'author');
  const reverted = findReverted(posting);
  if (reverted !== null && reverted.at > promised) {
    return reason('changes-requested', 'reverted', reverted, 'author');
  }
  const reviewed = isOvertaken(posting) ? null : findFullReview(posting);
  if (promise !== null && promise.at >= (reviewed?.cause.at ?? 0) && promise.at >= lastAsked(requests)) {
    return reason('waiting-on-author', 'author-promised', promise, 'author');
  }
  const [request] = requests;
  if (request !== undefined) return reason('changes-requested', ruleOf(request), request.cause, 'author');
  // Who took some saw the others, too: it is for the author to send those again or to ask.
  if (inPart !== null) return reason('under-review', 'applied-in-part', inPart, 'author');
  if (reviewed?.isApproved === true)
    return reason('reviewed', 'every-patch-approved', reviewed.cause, 'author');
  if (reviewed !== null) {
    const asked = findOpenQuestion(posting, reviewed.cause.at);
    const cause = asked === null ? reviewed.cause : { ...reviewed.cause, at: asked.time };
    return reason('reviewed', 'every-patch-reviewed', cause, asked === null ? 'maintainer' : 'author');
  }
  return judgeDiscussion(posting);
}

/** Of several patches that were reverted the last one. */
function findReverted(posting: Posting): Cause | null {
  return [...revertedOf(posting).values()].reduce<Cause | null>(
    (last, one) => (last === null || one.at >= last.at ? one : last),
    null,
  );
}

function lastAsked(requests: readonly OpenRequest[]): number {
  return requests.at(-1)?.cause.at ?? 0;
}

function ruleOf({ kind }: OpenRequest): string {
  return kind === 'nak' ? 'nak-of-one-patch' : kind === 'dropped' ? 'taken-out' : 'change-asked';
}

/** Talk without a verdict: the turn is the author's when a reviewer had the last word and it was no praise. */
function judgeDiscussion(posting: Posting): StateReason {
  const first = answersOfOthers(posting)[0];
  const last = lastWord(posting);
  if (first === undefined || last === null) {
    return reason('new', 'no-answer', whole(posting.id, posting.sentAt), 'reviewers');
  }
  const isLastWithAuthor = !isAuthor(posting, last) && !isPraise(last);
  const turn = isLastWithAuthor || waitsForAuthor(posting) ? 'author' : 'reviewers';
  const cause = whole(first.message.messageId, last.time);
  return reason('under-review', 'answered', cause, turn);
}

function lastWord({ discussion }: Posting): Skeleton | null {
  return discussion.answers.findLast(({ message }) => message.facts.robot === null)?.message ?? null;
}

/**
 * Whether the last word on one of its members is somebody else's, and no praise: the author may have answered on the
 * others since. Praise of all by the same person settles it.
 */
function waitsForAuthor(posting: Posting): boolean {
  const last = new Map<MessageId, Skeleton>();
  const praisedAll = new Map<string, number>();
  for (const { to, message } of posting.discussion.answers) {
    if (message.facts.robot !== null) continue;
    last.set(to, message);
    if (isAboutAll(posting, to) && isPraise(message)) praisedAll.set(message.from.email, message.time);
  }
  return [...last.values()].some(
    (message) =>
      !isAuthor(posting, message) &&
      !isPraise(message) &&
      (praisedAll.get(message.from.email) ?? Number.NEGATIVE_INFINITY) < message.time,
  );
}

function isPraise(message: Skeleton): boolean {
  return hasReview(message) || findSignal(message, ['looks-good']) !== null;
}

/** Tags that the patches brought along know nothing of what somebody said of them since, and waits for an answer. */
function isOvertaken(posting: Posting): boolean {
  const last = lastWord(posting);
  if (last === null || isAuthor(posting, last) || isPraise(last) || findSignal(last, ['agreed']) !== null) {
    return false;
  }
  const own = new Set(posting.patches.map(({ messageId }) => messageId));
  const isGiven = posting.patches.some(({ trailers }) =>
    trailers.some((trailer) => isReview(trailer) && !own.has(trailer.from)),
  );
  return !isGiven && !answersOfOthers(posting).some((answer) => findApproval(posting, answer) !== null);
}

/**
 * The author's last word that he takes it all back, or each patch that is here. Of one patch among several it is a
 * promise to change.
 */
function findWithdrawal(posting: Posting): Cause | null {
  const own = answersOfAuthor(posting);
  const ofAll = lastSignal(own, ({ to, message }) =>
    isAboutAll(posting, to) ? takenBackIn(posting, message) : null,
  );
  // One by one, as of a stray patch that was sent by accident.
  const isNoneLeft = ofAll === null && posting.patches.length > 0 && presentOf(posting).length === 0;
  return isNoneLeft ? lastSignal(own, ({ message }) => takenBackIn(posting, message)) : ofAll;
}

/** Who promised and then sent what is to be folded into that patch has kept it. */
function findPromise(posting: Posting): Cause | null {
  const own = answersOfAuthor(posting);
  const fixes = new Map(
    own.flatMap(({ to, message }) => (isFix(message) ? [[to, message.time] as const] : [])),
  );
  return lastSignal(own, ({ to, message }) => {
    if ((fixes.get(to) ?? Number.NEGATIVE_INFINITY) >= message.time) return null;
    const promise = findSignal(message, ['respin-promised', 'folded']);
    return promise ?? (isAboutAll(posting, to) ? null : takenBackIn(posting, message));
  });
}

function lastSignal(
  answers: readonly Answer[],
  find: (answer: Answer) => ReturnType<typeof findSignal>,
): Cause | null {
  for (const answer of [...answers].reverse()) {
    const signal = find(answer);
    if (signal !== null) return causeOf(answer.message, signal);
  }
  return null;
}

type FullReview = {
  readonly cause: Cause;
  /** Some of it was said in words that leave it to the author to push. */
  readonly isApproved: boolean;
};

/** When and by which message the last patch got its first review or approval by somebody other than its author. */
function findFullReview(posting: Posting): FullReview | null {
  const { answers } = posting.discussion;
  const times = new Map(answers.map(({ message }) => [message.messageId, message.time]));
  const robots = new Set(
    answers.flatMap(({ message }) => (message.facts.robot === null ? [] : [message.messageId])),
  );
  const approvals = findApprovals(posting);
  let last: Cause | null = null;
  let isApproved = false;
  for (const patch of posting.patches) {
    if (patch.messageId === null) return null;
    const reviews = patch.trailers
      .filter((trailer) => isReview(trailer) && !robots.has(trailer.from) && !isOwn(posting, trailer.value))
      .map(({ from }) => whole(from, times.get(from) ?? posting.sentAt));
    const approved = [approvals.get(null), approvals.get(patch.messageId)].filter((one) => one !== undefined);
    const first = [...reviews, ...approved].reduce<Cause | null>(
      (a, b) => (a === null || b.at < a.at ? b : a),
      null,
    );
    if (first === null) return null;
    isApproved ||= approved.length > 0 || patch.trailers.some(isOk);
    if (last === null || first.at > last.at) last = first;
  }
  return last === null ? null : { cause: last, isApproved };
}

/** The first approval of each patch, and under null that of all. */
function findApprovals(posting: Posting): ReadonlyMap<MessageId | null, Cause> {
  const found = new Map<MessageId | null, Cause>();
  for (const answer of answersOfOthers(posting)) {
    const signal = findApproval(posting, answer);
    const of = isAboutAll(posting, answer.to) ? null : answer.to;
    if (signal !== null && !found.has(of)) found.set(of, causeOf(answer.message, signal));
  }
  return found;
}

/** A review by the author himself, or by the one who sends the patch for him, is a signature. */
function isOwn(posting: Posting, value: string): boolean {
  const email = posting.author.email.toLowerCase();
  return value.toLowerCase().includes(`<${email}>`) || value.toLowerCase() === email;
}

function whole(messageId: MessageId, at: number): Cause {
  return { messageId, start: 0, end: 0, at };
}

function reason(
  state: SeriesState,
  rule: string,
  { messageId, start, end, at }: Cause,
  turn: Turn,
): StateReason {
  return { state, rule, because: { messageId, start, end }, turn, turnSince: at };
}
