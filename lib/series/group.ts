import type { Skeleton } from '@/lib/mail/skeleton.ts';
import { parseSubject, type Subject } from '@/lib/mail/subject.ts';
import { compareMessages } from '@/lib/mail/thread.ts';

/** A message of a series with what its subject says. */
export type Member = { readonly message: Skeleton; readonly subject: Subject };

/** Messages that were posted together: at most one cover, at most one patch a slot. */
export type Group = {
  readonly author: string;
  readonly version: number;
  readonly total: number;
  cover: Member | null;
  readonly patches: Map<number, Member>;
};

/**
 * Sorts the patch mail of one thread into postings. The rules are Patchwork's, with b4's subject grammar
 * (docs/series.md): a message joins the newest posting of its author with the same version and total, or the one whose
 * cover or patch it answers, as long as its slot is free; else it opens a posting of its own, which is how an
 * unlabelled respin in the same thread splits off.
 */
export function groupSeries(messages: readonly Skeleton[]): readonly Group[] {
  const groups: Group[] = [];
  const byMessage = new Map<string, Group>();
  const byAuthor = new Map<string, Group[]>();
  for (const message of [...messages].sort(compareMessages)) {
    if (!message.firstOfId) continue;
    const member = { message, subject: parseSubject(message.subject) };
    const role = classify(member);
    if (role === 'comment') continue;
    const alike = byAuthor.get(likeness(member)) ?? [];
    let group = findGroup(alike, byMessage, member, role);
    if (group === null) {
      group = openGroup(member);
      groups.push(group);
      byAuthor.set(likeness(member), [...alike.slice(1 - GROUPS_ALIKE_MAX), group]);
    }
    if (role === 'cover') group.cover = member;
    else group.patches.set(slotOf(member), member);
    byMessage.set(message.messageId, group);
  }
  return groups.filter((group) => group.patches.size > 0 || group.total > 0);
}

/** Every message of a posting, cover first, then patches by number. */
export function membersOf(group: Group): readonly Member[] {
  const patches = [...group.patches.entries()].sort(([a], [b]) => a - b).map(([, member]) => member);
  return group.cover === null ? patches : [group.cover, ...patches];
}

/** An answer is never a patch, even with a diff in it: that is a proposal made in a reply. */
function classify({ message, subject }: Member): 'cover' | 'patch' | 'comment' {
  if (subject.reply) return 'comment';
  if (subject.n === 0 && !message.hasDiff && (subject.patch || subject.rfc)) return 'cover';
  if (message.hasDiff) return 'patch';
  return 'comment';
}

function slotOf({ subject }: Member): number {
  return subject.n ?? 1;
}

/** How many postings of one author with equal version and total are looked at: a thread of 10,000 `1/2` is an attack. */
const GROUPS_ALIKE_MAX = 50;

function likeness({ message, subject }: Member): string {
  return `${subject.version ?? 1} ${subject.total ?? 1} ${message.from.email}`;
}

function findGroup(
  alike: readonly Group[],
  byMessage: ReadonlyMap<string, Group>,
  member: Member,
  role: 'cover' | 'patch',
): Group | null {
  const { message, subject } = member;
  // A patch without a counter is a posting of its own, wherever in the thread it stands.
  if (subject.n === null) return null;
  const accepts = (group: Group): boolean =>
    group.version === (subject.version ?? 1) &&
    group.total === (subject.total ?? 1) &&
    (role === 'cover' ? group.cover === null : !group.patches.has(slotOf(member)));
  for (let i = message.references.length - 1; i >= 0; i--) {
    const group = byMessage.get(message.references[i] as string);
    if (group !== undefined && accepts(group)) return group;
  }
  return alike.findLast(accepts) ?? null;
}

function openGroup({ message, subject }: Member): Group {
  return {
    author: message.from.email,
    version: subject.version ?? 1,
    total: subject.total ?? 1,
    cover: null,
    patches: new Map(),
  };
}
