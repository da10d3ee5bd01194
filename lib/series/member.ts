import { pattern } from '@/lib/base/pattern.ts';
import { parseSubject, type Subject } from '@/lib/mail/fields/subject.ts';
import { type AttachedPatch, attachedVersion } from '@/lib/mail/patches/attached-patches.ts';
import type { Skeleton } from '@/lib/mail/skeleton.ts';
import { attachedSlots } from '@/lib/series/attached-slots.ts';
import { isPullRequest } from '@/lib/series/pull-requests.ts';
import { cluesOf, decideVersion, type VersionClues } from '@/lib/series/version.ts';

/** A message of a series with what its subject says, or one of several patches that are attached to a message. */
export type Member = {
  readonly message: Skeleton;
  readonly subject: Subject;
  /** Null for the message as a whole. */
  readonly attached: AttachedPatch | null;
};

/** What a message says of itself; attached patches say the version of one that says none. */
export function memberOf(message: Skeleton): Member {
  const subject = parseSubject(message.subject);
  const said = attachedVersion(message.facts.attached);
  if (said === null) return { message, subject, attached: null };
  const { version, minor } = decideVersion(cluesOf(subject, said));
  if (!subject.reply) return { message, subject: { ...subject, version, minor }, attached: null };
  // In an answer they are its author's next version of what stands above, posted as a mail without a number.
  const own = { reply: false, committed: false, version, minor, dotted: null, n: null, total: null };
  return { message, subject: { ...subject, ...own }, attached: null };
}

/** The clues for the version of a posting that this message opens. */
export function cluesOfMember({ message, subject }: Member): VersionClues {
  const attached = attachedVersion(message.facts.attached);
  return attached === null ? cluesOf(subject, null) : cluesOf(parseSubject(message.subject), attached);
}

/** Who merges trees for a test tells what broke, and often shows what he did about it: linux-next, today. */
const REPORT = pattern(
  '\\b(?:failure|warning|error|breakage|conflict)s? (?:after|in|from) (?:the )?(?:final )?merge of\\b',
  '|^(?:linux-)?next: manual merge of\\b',
);

/** An answer is never a patch, even with a diff in it: that is a proposal made in a reply. */
export function classify({ message, subject }: Member): 'cover' | 'patch' | 'comment' {
  const { hasDiff } = message.facts;
  if (subject.reply || message.facts.robot !== null || isPullRequest(message, subject)) return 'comment';
  const isPosting = subject.patch || subject.rfc || subject.committed;
  if (subject.n === 0 && !hasDiff && isPosting) return 'cover';
  return hasDiff && (isPosting || !REPORT.test(subject.name)) ? 'patch' : 'comment';
}

/**
 * The patches of a mail that several are attached to, each under its own number: the mail is their cover. Null for all
 * other mail, and where the subject counts the mail itself as one patch of several.
 */
export function attachedMembers({
  message,
  subject,
}: Member): { readonly total: number; readonly patches: ReadonlyMap<number, Member> } | null {
  if ((subject.n !== null && subject.n !== 0) || classify({ message, subject, attached: null }) !== 'patch')
    return null;
  const found = attachedSlots(message.facts.attached);
  if (found === null) return null;
  const total = subject.total ?? found.total;
  const patches = [...found.slots].map(([n, attached]): [number, Member] => [
    n,
    { message, subject: { ...subject, n, total, name: attached.title }, attached },
  ]);
  return { total, patches: new Map(patches) };
}
