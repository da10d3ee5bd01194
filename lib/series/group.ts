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
  readonly isVersionWritten: boolean;
  readonly total: number;
  readonly rfc: boolean;
  cover: Member | null;
  readonly patches: Map<number, Member>;
};

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
  for (const message of ordered) {
    const member = { message, subject: parseSubject(message.subject) };
    const role = classify(member);
    if (role === 'comment') continue;
    const group = findGroup(state, member, role) ?? openGroup(state, member);
    if (role === 'cover') group.cover = member;
    else group.patches.set(slotOf(member), member);
    state.byMessage.set(message.messageId, group);
    if (message.inReplyTo !== null && role === 'patch') state.byParent.set(message.inReplyTo, group);
  }
  for (const group of state.groups) {
    group.cover ??= findNakedCover(group, state);
    if (!group.isVersionWritten) group.version = group.cover?.subject.version ?? group.version;
    // A cover speaks for one posting: two with the same first message would be one series twice.
    if (group.cover !== null) state.byMessage.set(group.cover.message.messageId, group);
  }
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

/** An answer is never a patch, even with a diff in it: that is a proposal made in a reply. */
function classify({ message, subject }: Member): 'cover' | 'patch' | 'comment' {
  const { hasDiff } = message.facts;
  if (subject.reply || message.facts.robot !== null || isPullRequest(message, subject)) return 'comment';
  if (subject.n === 0 && !hasDiff && (subject.patch || subject.rfc)) return 'cover';
  return hasDiff ? 'patch' : 'comment';
}

function slotOf({ subject }: Member): number {
  return subject.n ?? 1;
}

function findGroup(state: Grouping, member: Member, role: 'cover' | 'patch'): Group | null {
  const { message, subject } = member;
  // A patch without a counter is a posting of its own, wherever in the thread it stands.
  if (subject.n === null) return null;
  const isFree = (group: Group): boolean =>
    role === 'cover' ? group.cover === null : !group.patches.has(slotOf(member));
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
  }
  const sibling = role === 'patch' ? state.byParent.get(message.inReplyTo ?? '') : undefined;
  if (sibling !== undefined && fits(sibling)) return sibling;
  // Below a cover of its own it belongs to no other posting, however alike they are: some mail twenty at a time.
  if (role === 'patch' && nakedCoverOf(member, state) !== null) return null;
  return (state.byAuthor.get(likeness(member)) ?? []).findLast(fits) ?? null;
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

function likeness({ message, subject }: Member): string {
  return `${subject.version ?? 1} ${subject.total ?? 1} ${message.from.email}`;
}

function openGroup(state: Grouping, member: Member): Group {
  const { message, subject } = member;
  const group: Group = {
    author: message.from.email,
    version: subject.version ?? 1,
    isVersionWritten: subject.version !== null,
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

/** A cover letter without `0/N`: what a patch answers, by the same author, with a diffstat and no diff (b4). */
function nakedCoverOf({ message, subject: { total } }: Member, state: Grouping): Member | null {
  const parent = state.byId.get(message.inReplyTo ?? '');
  // One patch has a cover only where it is counted: `[PATCH] x` below a report of its author stands alone.
  if (parent === undefined || total === null || parent.from.email !== message.from.email) return null;
  const { hasDiff, hasDiffstat } = parent.facts;
  if (hasDiff || !hasDiffstat) return null;
  const subject = parseSubject(parent.subject);
  return subject.reply || isPullRequest(parent, subject) ? null : { message: parent, subject };
}
