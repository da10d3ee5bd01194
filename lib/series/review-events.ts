import type { MessageId } from '@/lib/mail/email.ts';
import type { Signal, SignalKind } from '@/lib/mail/facts.ts';
import { parseSubject } from '@/lib/mail/fields/subject.ts';
import { OK_TAG } from '@/lib/mail/signed-oks.ts';
import type { Skeleton } from '@/lib/mail/skeleton.ts';
import { isReviewTrailer, type Trailer } from '@/lib/mail/trailers.ts';
import type { Answer, Cause, Posting, Push } from '@/lib/series/series.ts';

/** Whom an address belongs to, as far as one thread can tell: equal addresses, whatever the case. */
export function isAuthor(posting: Pick<Posting, 'author'>, message: Skeleton): boolean {
  return message.from.email.toLowerCase() === posting.author.email.toLowerCase();
}

type Discussed = Pick<Posting, 'author' | 'discussion'>;

/** Answers by people other than the author; robots never review. */
export function answersOfOthers(posting: Discussed): readonly Answer[] {
  return posting.discussion.answers.filter(
    ({ message }) => message.facts.robot === null && !isAuthor(posting, message),
  );
}

export function answersOfAuthor(posting: Discussed): readonly Answer[] {
  return posting.discussion.answers.filter(({ message }) => isAuthor(posting, message));
}

/** The first signal of these kinds in a message. */
export function findSignal(message: Skeleton, kinds: readonly SignalKind[]): Signal | null {
  return message.facts.signals.find(({ kind }) => kinds.includes(kind)) ?? null;
}

/**
 * By what the author of a posting, or of one patch, takes it back. `The idea` is an RFC; who promises a next version
 * beside such words goes on without what they are of.
 */
export function findTakenBack({ rfc }: Pick<Posting, 'rfc'>, message: Skeleton): Signal | null {
  const goesOn = findSignal(message, ['respin-promised']) !== null;
  const isOfIt = ({ kind, drops, what }: Signal): boolean => {
    if (kind !== 'withdrawn') return kind === 'change-asked' && drops === true;
    return what === undefined || (!goesOn && (what === 'this' || rfc));
  };
  return message.facts.signals.find(isOfIt) ?? null;
}

/** The same of a posting as a whole, which its author may NAK as well. */
export function takenBackIn(posting: Pick<Posting, 'rfc'>, message: Skeleton): Signal | null {
  return findTakenBack(posting, message) ?? findSignal(message, ['nak']);
}

export function causeOf(
  message: Skeleton,
  span: { readonly start: number; readonly end: number } | null,
): Cause {
  const { start, end } = span ?? { start: 0, end: 0 };
  return { messageId: message.messageId, start, end, at: message.time };
}

/** Whether what is said below this member is said of the whole posting: below the cover, or of the only patch. */
export function isAboutAll(posting: Pick<Posting, 'coverId' | 'total'>, to: MessageId): boolean {
  return to === posting.coverId || posting.total <= 1;
}

/** Reviewed-by, Acked-by, Approved-by or `ok ann@`: Tested-by says that it works, not that it is right. */
export function isReview(trailer: Trailer): boolean {
  return isReviewTrailer(trailer) && /reviewed|acked|approved|^ok$/i.test(trailer.name);
}

/** A tag of lists whose authors push what they are given it for. */
export function isOk({ name }: Trailer): boolean {
  return name === OK_TAG;
}

export function hasReview(message: Skeleton): boolean {
  return message.facts.trailers.some(isReview);
}

/**
 * The words by which an answer says that the author may push: said outright, or praise and `OK.` right below a posting
 * that asks for it. Null where it does not.
 */
export function findApproval(posting: Pick<Posting, 'asksApproval'>, { to, message }: Answer): Signal | null {
  const outright = message.facts.signals.find(({ approves }) => approves === true) ?? null;
  if (outright !== null || !posting.asksApproval) return outright;
  return findSignal(message, message.inReplyTo === to ? ['looks-good', 'agreed'] : ['looks-good']);
}

/**
 * Words that let go what was taken: not beside what it takes, of another version, and of an author not those that take
 * it back.
 */
export function findDrop(posting: Pick<Posting, 'author' | 'version'>, message: Skeleton): Signal | null {
  const own = isAuthor(posting, message);
  if (takesIn(message).some((version) => (version ?? posting.version) === posting.version)) return null;
  const isDrop = ({ kind, drops, version }: Signal): boolean =>
    (kind === 'dropped' && (version ?? posting.version) === posting.version) ||
    (kind === 'withdrawn' && drops === true && !own);
  return message.facts.signals.find(isDrop) ?? null;
}

/**
 * The versions that a message takes, null for what it answers: `Now pulled v4` says which the script below it means.
 */
function takesIn({ facts }: Skeleton): readonly (number | null)[] {
  const takes = facts.signals.filter(({ kind }) => kind === 'applied' || kind === 'applied-in-part');
  const named = takes.flatMap(({ version }) => version ?? []);
  return named.length > 0 ? named : takes.map(() => null);
}

/**
 * A patch that stands among the answers: to be folded into the one that it answers (fixups.ts). Any other that begins
 * no answer is a posting of its own.
 */
export function isFix({ subject, facts }: Skeleton): boolean {
  return facts.hasDiff && facts.robot === null && !parseSubject(subject).reply;
}

/** A request for change or an objection that neither its sender nor the author has settled. */
export type OpenRequest = {
  readonly cause: Cause;
  readonly kind: 'nak' | 'change-asked' | 'dropped';
  readonly to: MessageId;
};

/**
 * Requests still open, in order of time. One is settled when the person who made it reviews or praises the same patch
 * or the whole posting, in that message or later; all but a NAK also when the author answers it in words. What one
 * reviewer prefers in answer to another is talk between them.
 */
export function findOpenRequests(posting: Posting): readonly OpenRequest[] {
  const others = answersOfOthers(posting);
  const answered = idsAnsweredBy(answersOfAuthor(posting));
  const settled = lastPraise(posting, others);
  const takers = new Set<string>();
  const texts = new Map(posting.discussion.answers.map(({ message }) => [message.messageId, message]));
  const asked = others.flatMap((answer, index): readonly OpenRequest[] => {
    const { message, to } = answer;
    const by = message.from.email.toLowerCase();
    const words = findAsked(message, isTalk(posting, message, texts));
    // Who took it before says by that that it needs change, whatever he asks for beside it; of anybody else such words
    // are about code.
    const dropped = words?.kind !== 'nak' && takers.has(by) ? findDrop(posting, message) : null;
    const signal = dropped ?? words;
    if (findSignal(message, ['applied', 'applied-in-part']) !== null) takers.add(by);
    if (signal === null) return [];
    const kind = signal.kind === 'nak' || signal.kind === 'change-asked' ? signal.kind : 'dropped';
    if (kind !== 'nak' && answered.has(message.messageId)) return [];
    // `Otherwise looks good` beside a request leaves it standing; a review and `OK for trunk` beside it do not.
    if (hasReview(message) || findSignal(message, ['applied']) !== null) return [];
    if (kind !== 'nak' && message.facts.signals.some(({ approves }) => approves === true)) return [];
    const praised = Math.max(
      settled.get(praiseKey(message, to)) ?? -1,
      settled.get(praiseKey(message, null)) ?? -1,
    );
    return praised > index ? [] : [{ cause: causeOf(message, signal), kind, to }];
  });
  const own = ownDrop(posting);
  if (own === null) return asked;
  const dropped: OpenRequest = { cause: own.cause, kind: 'dropped', to: own.to };
  return [...asked, dropped].sort((a, b) => a.cause.at - b.cause.at);
}

/** What it answers right above it, of somebody else. */
function repliesTo({ inReplyTo, from }: Skeleton, texts: Texts): readonly MessageId[] {
  const above = inReplyTo === null ? undefined : texts.get(inReplyTo);
  const isOther = above !== undefined && above.from.email.toLowerCase() !== from.email.toLowerCase();
  return isOther ? [above.messageId] : [];
}

type Texts = ReadonlyMap<MessageId, Skeleton>;

function findAsked({ facts }: Skeleton, isTalk: boolean): Signal | null {
  const isAsked = ({ kind, soft }: Signal): boolean =>
    kind === 'nak' || (kind === 'change-asked' && !(isTalk && soft === true));
  return facts.signals.find(isAsked) ?? null;
}

/** Whether it answers neither a patch nor the author, nor goes on with what its sender said before. */
function isTalk(posting: Posting, message: Skeleton, texts: Texts): boolean {
  const above = message.inReplyTo === null ? undefined : texts.get(message.inReplyTo);
  if (above === undefined || isAuthor(posting, above)) return false;
  return above.from.email.toLowerCase() !== message.from.email.toLowerCase();
}

/**
 * A question to the author since that time which neither he nor anybody else has answered, and whose sender has not
 * reviewed or praised since.
 */
export function findOpenQuestion(posting: Posting, since: number): Skeleton | null {
  const others = answersOfOthers(posting);
  const answered = idsAnsweredBy(answersOfAuthor(posting));
  const settled = lastPraise(posting, others);
  const texts = new Map(posting.discussion.answers.map(({ message }) => [message.messageId, message]));
  const replied = new Set(others.flatMap(({ message }) => repliesTo(message, texts)));
  const isOpen = ({ to, message }: Answer, index: number): boolean =>
    message.facts.asks === true &&
    message.time > since &&
    !hasReview(message) &&
    !answered.has(message.messageId) &&
    !replied.has(message.messageId) &&
    !isTalk(posting, message, texts) &&
    [to, null].every((of) => (settled.get(praiseKey(message, of)) ?? -1) < index);
  return others.find(isOpen)?.message ?? null;
}

/** An author who pushed it himself lets it go himself, when that is his last word on it. */
export function ownDrop({ pushes }: Posting): Push | null {
  const last = pushes.at(-1);
  return last === undefined || last.held ? null : last;
}

/** The patches that a revert took from all who had them, by number, with the words that took the revert. */
export function revertedOf({ reverts }: Pick<Posting, 'reverts'>): ReadonlyMap<number, Cause> {
  const gone = new Map<number, Cause>();
  for (const { patches, lifted, cause } of reverts) {
    for (const n of patches) {
      if (lifted) gone.delete(n);
      else gone.set(n, cause);
    }
  }
  return gone;
}

/** Index of the last praise by each person for each member, or for the whole posting. */
function lastPraise(posting: Posting, answers: readonly Answer[]): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  for (const [index, answer] of answers.entries()) {
    const { to, message } = answer;
    const isPraise = hasReview(message) || findSignal(message, ['applied', 'looks-good']) !== null;
    if (!isPraise && findApproval(posting, answer) === null) continue;
    last.set(praiseKey(message, isAboutAll(posting, to) ? null : to), index);
  }
  return last;
}

/** An address has no blank outside quotes and an id none at all, so keys do not collide where it matters. */
function praiseKey(message: Skeleton, to: MessageId | null): string {
  return `${message.from.email.toLowerCase()} ${to ?? ''}`;
}

/** Messages that stand above an answer of the author: one answer may settle all it has read. */
function idsAnsweredBy(answers: readonly Answer[]): ReadonlySet<MessageId> {
  return new Set(answers.flatMap(({ message }) => message.references));
}
