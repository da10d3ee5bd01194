import type { MessageId } from '@/lib/mail/email.ts';
import { parseSubject, type Subject } from '@/lib/mail/fields/subject.ts';
import type { Skeleton } from '@/lib/mail/skeleton.ts';
import type { Member } from '@/lib/series/member.ts';
import { BURST_MS, type Group } from '@/lib/series/posted-group.ts';
import { isPullRequest } from '@/lib/series/pull-requests.ts';
import { learnVersion } from '@/lib/series/version.ts';

/** git send-email --compose dates the cover a second before the first patch. */
const COMPOSED_MS = 60 * 1000;

type Mails = ReadonlyMap<MessageId, Skeleton>;

/**
 * A cover written by hand, whose author forgot to change the version or the number of patches: the first patch that
 * answers it soon says them, unless both write a version and they differ.
 */
export function correctCover(group: Group, { message, subject }: Member): boolean {
  const cover = group.cover?.message;
  if (cover === undefined || group.patches.size > 0 || message.inReplyTo !== cover.messageId) return false;
  const gap = message.time - cover.time;
  if (message.from.email !== cover.from.email || gap < 0 || gap > BURST_MS) return false;
  const { version, isWritten } = group.version;
  if (isWritten && subject.version !== null && subject.version !== version) return false;
  group.total = subject.total ?? group.total;
  learnVersion(group, { firstPatch: subject.version });
  return true;
}

/**
 * A cover letter that does not say so: what a patch answers, by the same author, without a diff, and
 * - with a diffstat (b4), sent right before it, or counted as its cover: `[RFA 0/2]`, `[net-next 0/2]`, or
 * - a pull request `0/N` whose patches are sent along: it stays an entry of its own as well, or
 * - `Re: [PATCH v2 0/N]`, below which no such cover stands: sent as an answer to the version before.
 */
export function nakedCoverOf({ message, subject: patch }: Member, mails: Mails): Member | null {
  const parent = message.inReplyTo === null ? undefined : mails.get(message.inReplyTo);
  // One patch has a cover only where it is counted: `[PATCH] x` below a report of its author stands alone.
  if (parent === undefined || patch.total === null || parent.from.email !== message.from.email) return null;
  const { hasDiff, hasDiffstat } = parent.facts;
  if (hasDiff) return null;
  const subject = parseSubject(parent.subject);
  const gap = Math.abs(message.time - parent.time);
  if (subject.reply) {
    const isCover = gap <= BURST_MS && countsAs(subject, patch) && !answersCover(parent, subject, mails);
    return isCover ? { message: parent, subject: { ...subject, reply: false }, attached: null } : null;
  }
  const isComposed = parent.references.length === 0 && patch.total > 1 && gap <= COMPOSED_MS;
  const isCounted = subject.n === 0 && subject.total === patch.total && mayBeOfVersion(subject, patch);
  if (!(hasDiffstat || isComposed || isCounted)) return null;
  const isOther = isPullRequest(parent, subject) && !(subject.n === 0 && subject.total === patch.total);
  return isOther ? null : { message: parent, subject, attached: null };
}

/** It is counted as the cover of this patch. */
function countsAs({ n, total, version, patch }: Subject, below: Subject): boolean {
  return patch && n === 0 && total === below.total && (below.version === null || below.version === version);
}

/** Not both say a version, and another. */
function mayBeOfVersion({ version }: Subject, below: Subject): boolean {
  return version === null || below.version === null || version === below.version;
}

/** Mails looked at above an answer, which may name a hundred or only the one before. */
const ABOVE_MAX = 100;

/** Above it stands the cover that it answers. */
function answersCover(answer: Skeleton, { total, version }: Subject, mails: Mails): boolean {
  const isIt = (mail: Skeleton): boolean => {
    if (!mail.subject.includes('0/')) return false;
    const above = parseSubject(mail.subject);
    return !above.reply && above.n === 0 && above.total === total && above.version === version;
  };
  let mail: Skeleton | undefined = answer;
  for (let looked = 0; mail !== undefined && looked < ABOVE_MAX; ) {
    const above: readonly Skeleton[] = mail.references.flatMap((id) => mails.get(id) ?? []);
    if (above.some(isIt)) return true;
    looked += above.length;
    [mail] = above;
  }
  return false;
}
