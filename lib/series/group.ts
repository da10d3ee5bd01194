import type { MessageId } from '@/lib/mail/email.ts';
import type { Skeleton } from '@/lib/mail/skeleton.ts';
import { compareMessages } from '@/lib/mail/thread.ts';
import { closest, isOfOneHand, traitsOf } from '@/lib/series/closest.ts';
import { correctCover, nakedCoverOf } from '@/lib/series/cover.ts';
import { isFixup } from '@/lib/series/fixups.ts';
import { attachedMembers, classify, cluesOfMember, type Member, memberOf } from '@/lib/series/member.ts';
import { type Group, membersOf } from '@/lib/series/posted-group.ts';
import { isPullRequest } from '@/lib/series/pull-requests.ts';
import { sentAgain } from '@/lib/series/sent-again.ts';
import { decideVersion, learnVersion } from '@/lib/series/version.ts';

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
    attachedBy: new Map(),
    traits: new Map(),
  };
  const others: Member[] = [];
  for (const message of ordered) {
    const said = memberOf(message);
    const member = sentAgain(said, state.attachedBy.get(message.from.email)) ?? said;
    const several = attachedMembers(member);
    if (several !== null) {
      openAttached(state, member, several);
      continue;
    }
    const role = classify(member);
    // What is folded into a patch is an answer to it.
    if (role === 'patch' && fixesAnswered(state, member)) continue;
    if (role === 'comment' || (role === 'cover' && answersCover(state, member))) {
      others.push(member);
      continue;
    }
    const group = findGroup(state, member, role) ?? openGroup(state, member);
    if (role === 'cover') group.cover = member;
    else group.patches.set(slotOf(member), member);
    state.byMessage.set(message.messageId, group);
    remember(state, group, member, role);
  }
  for (const group of state.groups) {
    group.cover ??= findNakedCover(group, state);
    if (group.cover !== null) learnVersion(group, { cover: group.cover.subject });
    // A cover speaks for one posting: two with the same first message would be one series twice.
    if (group.cover !== null) state.byMessage.set(group.cover.message.messageId, group);
  }
  for (const member of others) placeWithoutDiff(state, member);
  return state.groups.filter((group) => group.patches.size > 0 || group.total > 0);
}

type Grouping = {
  readonly groups: Group[];
  readonly byId: ReadonlyMap<MessageId, Skeleton>;
  readonly byMessage: Map<string, Group>;
  readonly byAuthor: Map<string, Group[]>;
  /** Postings by the id their patches answer: finds the posting of a cover that arrives late. */
  readonly byParent: Map<string, readonly Group[]>;
  /** The last posting of each author that has patches attached. */
  readonly attachedBy: Map<string, Group>;
  readonly traits: Map<Group, Set<string>>;
};

/**
 * `[PATCH 2/3]` of the author without a diff, where patch 2 is missing: an empty commit, a submodule, a diff in a form
 * nobody reads. Its place is not empty, though there is nothing to compare. Never takes the place of a patch.
 */
function placeWithoutDiff(state: Grouping, { message, subject, attached }: Member): void {
  const { n, total } = subject;
  if (!subject.patch || subject.reply || n === null || n < 1 || total === null || n > total) return;
  if (message.facts.robot !== null || isPullRequest(message, subject)) return;
  const group = answeredBy(state, message);
  if (group === undefined || group.author !== message.from.email || group.patches.has(n)) return;
  if (group.total !== total || group.version.version !== (subject.version ?? 1)) return;
  group.patches.set(n, { message, subject, attached });
  state.byMessage.set(message.messageId, group);
}

function fixesAnswered(state: Grouping, member: Member): boolean {
  const group = answeredBy(state, member.message);
  return group !== undefined && isFixup(member, group);
}

/** The nearest posting that a message answers. Asked of every patch, and references may be many. */
function answeredBy(state: Grouping, { references }: Skeleton): Group | undefined {
  const id = references.findLast((one) => state.byMessage.has(one));
  return id === undefined ? undefined : state.byMessage.get(id);
}

function remember(state: Grouping, group: Group, member: Member, role: 'cover' | 'patch'): void {
  const known = state.traits.get(group) ?? new Set();
  for (const trait of traitsOf(member)) known.add(trait);
  state.traits.set(group, known);
  const parent = member.message.inReplyTo;
  if (parent === null || role !== 'patch') return;
  const others = (state.byParent.get(parent) ?? []).filter((other) => other !== group);
  state.byParent.set(parent, [...others.slice(1 - GROUPS_ALIKE_MAX), group]);
}

/** debbugs takes the `Re:` off: what somebody else answers to a cover under its own name and number is no cover. */
function answersCover(state: Grouping, { message, subject }: Member): boolean {
  const group = message.inReplyTo === null ? undefined : state.byMessage.get(message.inReplyTo);
  const above = group?.cover?.subject;
  return (
    above !== undefined &&
    group?.author !== message.from.email &&
    above.name === subject.name &&
    above.version === subject.version &&
    above.total === subject.total
  );
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
    group.total === (subject.total ?? 1) && group.version.version === (subject.version ?? 1) && isFree(group);
  if (role === 'cover') {
    const waiting = state.byParent.get(message.messageId)?.at(-1);
    if (waiting !== undefined && waiting.cover === null) return waiting;
  }
  const siblings = role === 'patch' ? (state.byParent.get(message.inReplyTo ?? '') ?? []) : [];
  const near = siblings.filter((group) => fits(group) && isOfOneHand(group, member, state.traits));
  for (const id of message.references.toReversed()) {
    const group = state.byMessage.get(id);
    if (group === undefined) continue;
    if (fits(group) || (isFree(group) && (inheritsVersion(group, member) || isExtra(group, member))))
      return closest([...near, group], member, state.traits);
    if (role === 'patch' && correctCover(group, member)) return group;
  }
  if (near.length > 0) return closest(near, member, state.traits);
  // Below a cover of its own it belongs to no other posting, however alike they are: some mail twenty at a time.
  if (role === 'patch' && nakedCoverOf(member, state.byId) !== null) return null;
  const alike = state.byAuthor.get(likeness(member)) ?? [];
  return closest(alike.filter(fits), member, state.traits);
}

/** Behind the last patch only the author puts one more. */
function hasRoom(group: Group, member: Member): boolean {
  const slot = slotOf(member);
  return !group.patches.has(slot) && (slot <= group.total || member.message.from.email === group.author);
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
    isOnTop &&
    message.from.email === group.author &&
    (subject.version ?? group.version.version) === group.version.version
  );
}

/** `v5.2 3/3` and, days later, `v3.2 2/3` are not one posting, whether these turn out to be versions or kernels. */
function likeness({ message, subject: { version, dotted, total } }: Member): string {
  const minor = dotted === null ? '' : `${dotted.version}.${dotted.minor}`;
  return `${version ?? 1} ${minor} ${total ?? 1} ${message.from.email}`;
}

function openGroup(state: Grouping, member: Member): Group {
  const { message, subject } = member;
  const clues = cluesOfMember(member);
  const group: Group = {
    author: message.from.email,
    clues,
    version: decideVersion(clues),
    total: subject.total ?? 1,
    rfc: subject.rfc,
    cover: null,
    patches: new Map(),
  };
  state.groups.push(group);
  if (message.facts.attached !== undefined) state.attachedBy.set(group.author, group);
  const alike = state.byAuthor.get(likeness(member)) ?? [];
  state.byAuthor.set(likeness(member), [...alike.slice(1 - GROUPS_ALIKE_MAX), group]);
  return group;
}

/** A mail with several patches attached is a posting by itself, and its cover. */
function openAttached(
  state: Grouping,
  member: Member,
  { total, patches }: NonNullable<ReturnType<typeof attachedMembers>>,
): void {
  const group = openGroup(state, member);
  group.cover = member;
  group.total = total;
  for (const [n, patch] of patches) group.patches.set(n, patch);
  state.byMessage.set(member.message.messageId, group);
}

/** A cover speaks for one posting. */
function findNakedCover(group: Group, state: Grouping): Member | null {
  const [first] = membersOf(group);
  const cover = first === undefined ? null : nakedCoverOf(first, state.byId);
  return cover === null || state.byMessage.has(cover.message.messageId) ? null : cover;
}
