import type { Skeleton } from '@/lib/mail/skeleton.ts';
import { parseSubject, type Subject } from '@/lib/mail/subject.ts';
import { compareMessages } from '@/lib/mail/thread.ts';
import { isPullRequest } from '@/lib/series/pull-requests.ts';

/** A message of a series with what its subject says. */
export type Member = { readonly message: Skeleton; readonly subject: Subject };

/** Messages that were posted together: at most one cover, at most one patch a slot. */
export type Group = {
  readonly author: string;
  /** As written; else that of the cover, or of the posting it mends (reroll.ts); else 1. */
  version: number;
  isVersionWritten: boolean;
  /** 1 of v5.1, where that is a version (dotted-versions.ts). */
  minor: number | null;
  /** As written; else that of the posting it mends, or of the patches where the cover has another. */
  total: number;
  readonly rfc: boolean;
  cover: Member | null;
  readonly patches: Map<number, Member>;
};

/** Parts of one posting are sent within this (Patchwork 20, b4 30 minutes). */
export const BURST_MS = 30 * 60 * 1000;
/** git send-email --compose dates the cover a second before the first patch. */
const COMPOSED_MS = 60 * 1000;

/** Postings of one author with equal version and total that are looked at: a thread of 10,000 `1/2` is an attack. */
const GROUPS_ALIKE_MAX = 50;

/**
 * Sorts the patch mail of one thread into postings. The rules are Patchwork's, with b4's subject grammar and covers
 * (docs/series.md): a message joins the posting whose cover or patch it answers, else the newest one of its author
 * with the same version and total, as long as its slot is free; else it opens a posting of its own, which is how an
 * unlabelled respin in the same thread splits off.
 */
export function groupSeries(messages: readonly Skeleton[]): readonly Group[] {
  const ordered = [...messages].sort(compareMessages).filter((message) => message.firstOfId);
  const state: Grouping = {
    groups: [],
    byId: new Map(ordered.map((message) => [message.messageId, message])),
    byMessage: new Map(),
    byAuthor: new Map(),
    byParent: new Map(),
  };
  const others: Member[] = [];
  for (const message of ordered) {
    const member = { message, subject: subjectOf(message) };
    const role = classify(member);
    if (role === 'comment') {
      others.push(member);
      continue;
    }
    const group = findGroup(state, member, role) ?? openGroup(state, member);
    if (role === 'cover') group.cover = member;
    else group.patches.set(slotOf(member), member);
    state.byMessage.set(message.messageId, group);
    if (message.inReplyTo !== null && role === 'patch') state.byParent.set(message.inReplyTo, group);
  }
  for (const group of state.groups) {
    group.cover ??= findNakedCover(group, state);
    if (!group.isVersionWritten) group.version = group.cover?.subject.version ?? group.version;
    group.minor ??= group.cover?.subject.minor ?? null;
    // A cover speaks for one posting: two with the same first message would be one series twice.
    if (group.cover !== null) state.byMessage.set(group.cover.message.messageId, group);
  }
  for (const member of others) placeWithoutDiff(state, member);
  return state.groups.filter((group) => group.patches.size > 0 || group.total > 0);
}

/** Every message of a posting, cover first, then patches by number. */
export function membersOf(group: Group): readonly Member[] {
  const patches = [...group.patches.entries()].sort(([a], [b]) => a - b).map(([, member]) => member);
  return group.cover === null ? patches : [group.cover, ...patches];
}

type Grouping = {
  readonly groups: Group[];
  readonly byId: ReadonlyMap<string, Skeleton>;
  readonly byMessage: Map<string, Group>;
  readonly byAuthor: Map<string, Group[]>;
  /** Postings by the id their patches answer: finds the posting of a cover that arrives late. */
  readonly byParent: Map<string, Group>;
};

/**
 * Attached patches say the version of a mail that says none. In an answer they are its author's next version of what
 * stands above, posted as a mail without a number; without a version they are a proposal made in a reply.
 */
function subjectOf({ subject: text, facts }: Skeleton): Subject {
  const subject = parseSubject(text);
  const { attachedVersion = null } = facts;
  if (attachedVersion === null) return subject;
  if (!subject.reply) return { ...subject, version: subject.version ?? attachedVersion };
  return {
    ...subject,
    reply: false,
    version: attachedVersion,
    minor: null,
    dotted: null,
    n: null,
    total: null,
  };
}

/** An answer is never a patch, even with a diff in it: that is a proposal made in a reply. */
function classify({ message, subject }: Member): 'cover' | 'patch' | 'comment' {
  const { hasDiff } = message.facts;
  if (subject.reply || message.facts.robot !== null || isPullRequest(message, subject)) return 'comment';
  if (subject.n === 0 && !hasDiff && (subject.patch || subject.rfc)) return 'cover';
  return hasDiff ? 'patch' : 'comment';
}

/**
 * `[PATCH 2/3]` of the author without a diff, where patch 2 is missing: an empty commit, a submodule, a diff in a form
 * nobody reads. Its place is not empty, though there is nothing to compare. Never takes the place of a patch.
 */
function placeWithoutDiff(state: Grouping, { message, subject }: Member): void {
  const { n, total } = subject;
  if (!subject.patch || subject.reply || n === null || n < 1 || total === null || n > total) return;
  if (message.facts.robot !== null || isPullRequest(message, subject)) return;
  const group = message.references.toReversed().flatMap((id) => state.byMessage.get(id) ?? [])[0];
  if (group === undefined || group.author !== message.from.email || group.patches.has(n)) return;
  if (group.total !== total || group.version !== (subject.version ?? 1)) return;
  group.patches.set(n, { message, subject });
  state.byMessage.set(message.messageId, group);
}

function slotOf({ subject }: Member): number {
  return subject.n ?? 1;
}

function findGroup(state: Grouping, member: Member, role: 'cover' | 'patch'): Group | null {
  const { message, subject } = member;
  // A patch without a counter is a posting of its own, wherever in the thread it stands.
  if (subject.n === null) return null;
  const isFree = (group: Group): boolean =>
    role === 'cover' ? group.cover === null : hasRoom(group, member);
  const fits = (group: Group): boolean =>
    group.total === (subject.total ?? 1) && group.version === (subject.version ?? 1) && isFree(group);
  if (role === 'cover') {
    const waiting = state.byParent.get(message.messageId);
    if (waiting !== undefined && waiting.cover === null) return waiting;
  }
  for (let i = message.references.length - 1; i >= 0; i--) {
    const group = state.byMessage.get(message.references[i] as string);
    if (group === undefined) continue;
    if (fits(group) || (isFree(group) && (inheritsVersion(group, member) || isExtra(group, member))))
      return group;
    if (role === 'patch' && correctCover(group, member)) return group;
  }
  const sibling = role === 'patch' ? state.byParent.get(message.inReplyTo ?? '') : undefined;
  if (sibling !== undefined && fits(sibling)) return sibling;
  // Below a cover of its own it belongs to no other posting, however alike they are: some mail twenty at a time.
  if (role === 'patch' && nakedCoverOf(member, state) !== null) return null;
  return (state.byAuthor.get(likeness(member)) ?? []).findLast(fits) ?? null;
}

/** Behind the last patch only the author puts one more. */
function hasRoom(group: Group, member: Member): boolean {
  const slot = slotOf(member);
  return !group.patches.has(slot) && (slot <= group.total || member.message.from.email === group.author);
}

/**
 * A cover written by hand, whose author forgot to change the version or the number of patches: the first patch that
 * answers it soon says them, unless both write a version and they differ.
 */
function correctCover(group: Group, { message, subject }: Member): boolean {
  const cover = group.cover?.message;
  if (cover === undefined || group.patches.size > 0 || message.inReplyTo !== cover.messageId) return false;
  const gap = message.time - cover.time;
  if (message.from.email !== cover.from.email || gap < 0 || gap > BURST_MS) return false;
  if (group.isVersionWritten && subject.version !== null && subject.version !== group.version) return false;
  group.total = subject.total ?? group.total;
  group.version = subject.version ?? group.version;
  group.isVersionWritten ||= subject.version !== null;
  return true;
}

/** `[PATCH 1/3]` in answer to `[PATCH v2 0/3]`: a patch that does not say its version has that of its cover. */
function inheritsVersion(group: Group, { message, subject }: Member): boolean {
  const answersCover = group.cover !== null && message.inReplyTo === group.cover.message.messageId;
  return answersCover && subject.version === null && group.total === subject.total;
}

/** `[PATCH 2/1]` in answer to `[PATCH v2]`: one more patch on top, which need not say the version again (b4). */
function isExtra(group: Group, { message, subject }: Member): boolean {
  const isOnTop = subject.n !== null && subject.n > group.total && group.total === subject.total;
  return (
    isOnTop && message.from.email === group.author && (subject.version ?? group.version) === group.version
  );
}

/** `v5.2 3/3` and, days later, `v3.2 2/3` are not one posting, whether these turn out to be versions or kernels. */
function likeness({ message, subject: { version, dotted, total } }: Member): string {
  const minor = dotted === null ? '' : `${dotted.version}.${dotted.minor}`;
  return `${version ?? 1} ${minor} ${total ?? 1} ${message.from.email}`;
}

function openGroup(state: Grouping, member: Member): Group {
  const { message, subject } = member;
  const group: Group = {
    author: message.from.email,
    version: subject.version ?? 1,
    isVersionWritten: subject.version !== null,
    minor: subject.minor,
    total: subject.total ?? 1,
    rfc: subject.rfc,
    cover: null,
    patches: new Map(),
  };
  state.groups.push(group);
  const alike = state.byAuthor.get(likeness(member)) ?? [];
  state.byAuthor.set(likeness(member), [...alike.slice(1 - GROUPS_ALIKE_MAX), group]);
  return group;
}

/** A cover speaks for one posting. */
function findNakedCover(group: Group, state: Grouping): Member | null {
  const [first] = membersOf(group);
  const cover = first === undefined ? null : nakedCoverOf(first, state);
  return cover === null || state.byMessage.has(cover.message.messageId) ? null : cover;
}

/**
 * A cover letter without `0/N`: what a patch answers, by the same author, with a diffstat (b4) or sent right before it,
 * and no diff. And a pull request `0/N` whose patches are sent along: it stays an entry of its own as well.
 */
function nakedCoverOf({ message, subject: { total } }: Member, state: Grouping): Member | null {
  const parent = state.byId.get(message.inReplyTo ?? '');
  // One patch has a cover only where it is counted: `[PATCH] x` below a report of its author stands alone.
  if (parent === undefined || total === null || parent.from.email !== message.from.email) return null;
  const { hasDiff, hasDiffstat } = parent.facts;
  const isComposed =
    parent.references.length === 0 && total > 1 && Math.abs(message.time - parent.time) <= COMPOSED_MS;
  if (hasDiff || !(hasDiffstat || isComposed)) return null;
  const subject = parseSubject(parent.subject);
  const isOther = isPullRequest(parent, subject) && !(subject.n === 0 && subject.total === total);
  return subject.reply || isOther ? null : { message: parent, subject };
}
