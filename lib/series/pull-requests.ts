import { compareText } from '@/lib/base/compare-text.ts';
import type { Mailbox, MessageId } from '@/lib/mail/email.ts';
import type { Signal, SignalKind } from '@/lib/mail/facts.ts';
import { parseSubject, type Subject } from '@/lib/mail/fields/subject.ts';
import type { Skeleton } from '@/lib/mail/skeleton.ts';
import type { Thread } from '@/lib/mail/thread.ts';
import { causeOf, findSignal, takenBackIn } from '@/lib/series/review-events.ts';
import type { Cause } from '@/lib/series/series.ts';

/**
 * A mail that asks somebody to pull from a repository. It is no series: it has no patches to review and no versions,
 * and two of one name (`bug fixes for 6.11`) are two requests.
 */
export type PullRequest = {
  readonly id: MessageId;
  readonly threadId: MessageId;
  readonly name: string;
  readonly author: Mailbox;
  readonly lists: readonly string[];
  /** Epoch milliseconds. */
  readonly sentAt: number;
  /** Of the newest answer, else of the request. */
  readonly movedAt: number;
  readonly replies: number;
  /** Address and branch as git request-pull gives them; null when the mail does not say. */
  readonly source: string | null;
  readonly state: 'open' | 'merged' | 'rejected' | 'withdrawn';
  readonly rule: string;
  readonly because: Omit<Cause, 'at'>;
};

/**
 * Whether a mail is a pull request: `[GIT PULL]` in its subject, or the words of git request-pull in its own text. Not
 * an answer, not a robot's mail, not the cover of a series that can also be pulled, not a `[PULL 1/9]` with a patch.
 */
export function isPullRequest({ facts }: Skeleton, subject: Subject): boolean {
  if (subject.reply || facts.robot !== null) return false;
  // The counted cover of a set that is first to be reviewed, as of OpenEmbedded, whose subject has no word of pulling.
  const isCover = subject.n === 0 && !subject.pull && !/\bpull\b/i.test(subject.name);
  // Facts that an older version stored have no word on it.
  const asks = (facts.pull ?? null) !== null && !subject.patch && !subject.rfc && !isCover;
  return asks || (subject.pull && !facts.hasDiff);
}

/** The pull requests of these threads in reading order, with what became of them: of each thread by itself. */
export function findPullRequests(
  threads: readonly Thread[],
  messages: ReadonlyMap<string, Skeleton>,
): readonly PullRequest[] {
  return threads.flatMap((thread) => requestsOf(thread, messages));
}

function requestsOf(thread: Thread, messages: ReadonlyMap<string, Skeleton>): readonly PullRequest[] {
  const requests = new Map<Skeleton, Skeleton[]>();
  /** For each place the request it is below, or is. */
  const owners: (Skeleton | null)[] = [];
  for (const { key, parent } of thread.nodes) {
    const above = parent === null ? null : (owners[parent] ?? null);
    const message = key === null ? undefined : messages.get(key);
    const asks =
      message?.firstOfId === true && mayAsk(message) && isPullRequest(message, parseSubject(message.subject));
    if (asks) requests.set(message, []);
    else if (message?.firstOfId === true && above !== null) requests.get(above)?.push(message);
    owners.push(asks ? message : above);
  }
  return [...requests].map(([message, answers]) =>
    toRequest(
      thread.id,
      message,
      answers.sort((a, b) => a.time - b.time || compareText(a.key, b.key)),
    ),
  );
}

/** Few mails: the subjects of all others need not be taken apart once more. */
function mayAsk({ facts, subject }: Skeleton): boolean {
  return (facts.pull ?? null) !== null || /pull/i.test(subject);
}

function toRequest(threadId: MessageId, message: Skeleton, answers: readonly Skeleton[]): PullRequest {
  return {
    id: message.messageId,
    threadId,
    name: parseSubject(message.subject).name,
    author: message.from,
    lists: [...message.lists].sort(),
    sentAt: message.time,
    movedAt: Math.max(message.time, answers.at(-1)?.time ?? 0),
    replies: answers.length,
    source: message.facts.pull ?? null,
    ...judge(message, answers),
  };
}

type Judged = Pick<PullRequest, 'state' | 'rule' | 'because'>;

/** The first rule that applies: merged, taken back, refused; else it is open. Times count from the answers in order. */
function judge(request: Skeleton, answers: readonly Skeleton[]): Judged {
  const others = answers.filter(({ from }) => from.email !== request.from.email);
  // This robot writes for no other reason.
  const tracked = others.find(({ facts }) => facts.robot === 'pr-tracker-bot');
  if (tracked !== undefined)
    return judged('merged', 'merged-by-robot', tracked, findSignal(tracked, ['applied']));
  const taken = firstSignal(others, ['applied']);
  if (taken !== null) {
    const rule = taken.message.facts.robot === null ? 'merged' : 'merged-by-robot';
    return judged('merged', rule, taken.message, taken.signal);
  }
  const { rfc } = parseSubject(request.subject);
  for (const answer of answers) {
    const back = answer.from.email === request.from.email ? takenBackIn({ rfc }, answer) : null;
    if (back !== null) return judged('withdrawn', 'author-withdrew', answer, back);
  }
  const people = others.filter(({ facts }) => facts.robot === null);
  const nak = firstSignal(people, ['nak']);
  if (nak !== null) return judged('rejected', 'nak', nak.message, nak.signal);
  const said = people.at(-1);
  return said === undefined
    ? judged('open', 'no-answer', request, null)
    : judged('open', 'answered', said, null);
}

function firstSignal(
  answers: readonly Skeleton[],
  kinds: readonly SignalKind[],
): { readonly message: Skeleton; readonly signal: Signal } | null {
  for (const message of answers) {
    const signal = findSignal(message, kinds);
    if (signal !== null) return { message, signal };
  }
  return null;
}

function judged(state: PullRequest['state'], rule: string, message: Skeleton, signal: Signal | null): Judged {
  const { messageId, start, end } = causeOf(message, signal);
  return { state, rule, because: { messageId, start, end } };
}
