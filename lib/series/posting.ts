import { assert } from '@/lib/base/assert.ts';
import { pushTo } from '@/lib/base/multimap.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import { bracketWords } from '@/lib/mail/fields/subject.ts';
import { patchNumbers } from '@/lib/mail/signals/patch-numbers.ts';
import type { Skeleton } from '@/lib/mail/skeleton.ts';
import { compareMessages, type Thread } from '@/lib/mail/thread.ts';
import { isReviewTrailer, type Trailer } from '@/lib/mail/trailers.ts';
import { readDottedVersions } from '@/lib/series/dotted-versions.ts';
import { groupSeries } from '@/lib/series/group.ts';
import { clampKey, seriesKeys } from '@/lib/series/keys.ts';
import type { Member } from '@/lib/series/member.ts';
import { readNamedVersions } from '@/lib/series/named-versions.ts';
import type { Told } from '@/lib/series/note-postings.ts';
import { type Group, membersOf } from '@/lib/series/posted-group.ts';
import { findPushes } from '@/lib/series/pushes.ts';
import { fillRerolls, type Rerolled } from '@/lib/series/reroll.ts';
import { findReverts } from '@/lib/series/reverts.ts';
import { findSignal } from '@/lib/series/review-events.ts';
import type { Discussion, GivenTrailer, Patch, Posting } from '@/lib/series/series.ts';
import { findTaken } from '@/lib/series/taken.ts';
import { burstKeys, isExtra, mergeUnthreaded, type ThreadGroup } from '@/lib/series/unthreaded.ts';

/** Postings found in these threads. `messages` are those of the threads, by key. */
export function findPostings(
  threads: readonly Thread[],
  messages: ReadonlyMap<string, Skeleton>,
): readonly Posting[] {
  const found: ThreadGroup[] = [];
  const answers = new Map<MessageId, readonly Skeleton[]>();
  for (const thread of threads) {
    const present = thread.nodes.flatMap((node) => (node.key === null ? [] : [find(messages, node.key)]));
    const groups = groupSeries(present);
    for (const group of groups) found.push({ threadId: thread.id, group });
    for (const [id, given] of findAnswers(thread, messages, groups)) answers.set(id, given);
  }
  const merged = mergeUnthreaded(found);
  readDottedVersions(merged);
  readNamedVersions(merged);
  const postings = fillRerolls(merged).map((group) => describePosting(group, answers));
  const taken = findTaken(postings, threads, messages);
  const told = postings.map((posting) => ({
    ...posting,
    taken: taken.get(posting.id) ?? [],
    pushes: findPushes(posting),
  }));
  const { reverts, undone } = findReverts(told);
  return told.map((posting) => ({
    ...posting,
    reverts: reverts.get(posting.id) ?? [],
    undone: undone.get(posting.id) ?? [],
  }));
}

/**
 * Answers of each member, keyed by the member's message id: all nodes below it that are not below another member.
 * Without imposters: an answer is cited by its Message-ID, and what bears another's is not what stands there.
 */
type Answers = ReadonlyMap<MessageId, readonly Skeleton[]>;

function findAnswers(
  thread: Thread,
  messages: ReadonlyMap<string, Skeleton>,
  groups: readonly Group[],
): Answers {
  const members = new Set(groups.flatMap((group) => membersOf(group).map((member) => member.message.key)));
  const versions = versionsOfForges(groups);
  const answers = new Map<MessageId, Skeleton[]>();
  // Nodes come in reading order, so a parent's owner is known before its children ask for it.
  const owners: (MessageId | null)[] = [];
  for (const node of thread.nodes) {
    const inherited = node.parent === null ? null : (owners[node.parent] ?? null);
    const isMember = node.key !== null && members.has(node.key);
    owners.push(isMember ? node.messageId : inherited);
    if (isMember || inherited === null || node.key === null) continue;
    const answer = find(messages, node.key);
    if (!answer.firstOfId) continue;
    pushTo(answers, versions(inherited, answer), answer);
  }
  return answers;
}

/**
 * The mail that an answer is of: the one it stands below, but all mails of a change at a forge answer its first, so
 * there it is of the newest version before it.
 */
function versionsOfForges(
  groups: readonly Group[],
): (below: MessageId, answer: Pick<Skeleton, 'time'>) => MessageId {
  const changes = new Map<string, Skeleton[]>();
  const changeOf = new Map<MessageId, string>();
  for (const message of groups.flatMap(messagesOf)) {
    const { changeId } = message.facts;
    if (changeId === null || !/^https?:/.test(changeId)) continue;
    const change = `${message.from.email} ${changeId}`;
    pushTo(changes, change, message);
    changeOf.set(message.messageId, change);
  }
  for (const change of changes.values()) change.sort(compareMessages);
  return (below, { time }) => {
    const change = changes.get(changeOf.get(below) ?? '');
    if (change?.[0]?.messageId !== below) return below;
    return change.findLast((version) => version.time <= time)?.messageId ?? below;
  };
}

function describePosting(rerolled: Rerolled, answers: Answers): Told {
  const { group, threadIds, mended } = rerolled;
  const members = membersOf(group);
  const head = members[0];
  const [threadId] = threadIds;
  assert(head !== undefined && threadId !== undefined, 'a posting has a member, in a thread');
  const patches = listPatches(rerolled, answers);
  const posting = {
    id: head.message.messageId,
    threadId,
    threadIds,
    memberIds: messagesOf(group).map(({ messageId }) => messageId),
    name: head.subject.name,
    version: group.version.version,
    minor: group.version.minor,
    mends: mended === null ? null : (membersOf(mended)[0]?.message.messageId ?? null),
    total: group.total,
    // The cover speaks for the series: one RFC patch at its end does not make the rest one.
    rfc: head.subject.rfc || (head === group.cover && RFC_TITLE.test(head.message.subject)),
    resend: members.some((member) => member.subject.resend),
    ...(head.subject.pull ? { pull: true as const } : {}),
    branch: bracketWords(head.message.subject),
    committed: head.subject.committed && (group.cover !== null || members.every(saysCommitted)),
    asksApproval: members.some(({ message }) => findSignal(message, ['asks-approval']) !== null),
    coverId: group.cover?.message.messageId ?? null,
    author: head.message.from,
    senders: [...new Set(members.map((member) => member.message.from.email))],
    lists: [...new Set(members.flatMap((member) => member.message.lists))].sort(),
    sentAt: Math.min(...members.map((member) => member.message.time)),
    patches,
    complete: patches.every((patch) => patch.messageId !== null),
    changeId:
      members.find((member) => member.message.facts.changeId !== null)?.message.facts.changeId ?? null,
    replaces: head.message.facts.signals.some(({ kind }) => kind === 'replaces'),
    citations: head.message.facts.citations,
    discussion: discuss(messagesOf(group), answers),
  };
  return { ...posting, keys: [...new Set([...seriesKeys(posting), ...burstKeys(group)].map(clampKey))] };
}

/** A cover without brackets, as `git send-email --compose` asks for its subject: `RFC: hold the lock`. */
const RFC_TITLE = /^rfc\s?:\s/i;

function listPatches({ group, mended, carried }: Rerolled, answers: Answers): readonly Patch[] {
  // A hostile `1/9999` must not make thousands of rows: missing slots are listed up to a bound.
  const last = Math.max(Math.min(group.total, SLOTS_MAX), ...group.patches.keys());
  // What was said of all patches of the mended posting is said of those taken over, not of those made anew.
  const forAll = coverTrailers(group, answers);
  const forCarried = mended === null ? [] : coverTrailers(mended, answers);
  const scoped = {
    own: scopedTrailers(group, answers),
    mended: mended === null ? [] : scopedTrailers(mended, answers),
  };
  const patches: Patch[] = [];
  // Of a series whose extra patch stands alone nobody knows whether it is missing.
  const from = isExtra(group) ? Math.min(...group.patches.keys()) : group.patches.has(0) ? 0 : 1;
  for (let n = from; n <= last; n++) {
    const member = group.patches.get(n) ?? carried.get(n);
    if (member === undefined) {
      if (n <= SLOTS_MAX) patches.push(MISSING(n));
      continue;
    }
    const { messageId } = member.message;
    const own = ownTrailers(member).map(({ name, value }) => ({ name, value, from: messageId }));
    const isCarried = !group.patches.has(n);
    const maker = (member.attached ?? member.message.facts.attached?.[0])?.author;
    const undoes = member.attached === null ? member.message.facts.reverts : undefined;
    const forIt = (isCarried ? scoped.mended : scoped.own).filter(({ numbers }) => numbers.has(n));
    patches.push({
      n,
      messageId,
      name: member.subject.name,
      patchId: (member.attached ?? member.message.facts).patchId,
      carried: isCarried,
      trailers: withoutRepeats([
        ...own,
        ...reviewTrailers(member, answers),
        ...(isCarried ? forCarried : forAll),
        ...forIt.map(({ trailer }) => trailer),
      ]),
      ...(maker === undefined ? {} : { maker }),
      ...(undoes === undefined ? {} : { undoes }),
    });
  }
  return patches;
}

function saysCommitted({ subject }: Member): boolean {
  return subject.committed;
}

/** What stands in the patch itself; in the mail that a single one is attached to, in either. */
function ownTrailers({ message: { facts }, attached }: Member): readonly Trailer[] {
  if (attached !== null) return attached.trailers;
  return [...facts.trailers, ...(facts.attached ?? []).flatMap(({ trailers }) => trailers)];
}

/** The mails of a posting, each once: several patches may be attached to one. */
function messagesOf(group: Group): readonly Skeleton[] {
  return [...new Set(membersOf(group).map(({ message }) => message))];
}

const MISSING = (n: number): Patch => ({
  n,
  messageId: null,
  name: '',
  patchId: null,
  carried: false,
  trailers: [],
});

/** Tags for single patches that are looked at for each patch. */
const SCOPED_MAX = 500;

/** Largest number of slots shown for a series whose patches did not arrive. */
const SLOTS_MAX = 500;

function coverTrailers({ cover }: Group, answers: Answers): readonly GivenTrailer[] {
  return cover === null ? [] : reviewTrailers(cover, answers);
}

function reviewTrailers(member: Member, answers: Answers): readonly GivenTrailer[] {
  return (answers.get(member.message.messageId) ?? []).flatMap((answer) =>
    answer.facts.trailers
      .filter((trailer) => isReviewTrailer(trailer) && trailer.patches === undefined)
      .map(({ name, value }) => ({ name, value, from: answer.messageId })),
  );
}

type ScopedTrailer = { readonly trailer: GivenTrailer; readonly numbers: ReadonlySet<number> };

/** Tags whose words say to which patches of the posting they are given, wherever in it they answer. */
function scopedTrailers(group: Group, answers: Answers): readonly ScopedTrailer[] {
  return messagesOf(group)
    .flatMap(({ messageId }) => answers.get(messageId) ?? [])
    .flatMap(({ messageId: from, facts }) =>
      facts.trailers
        .filter(isReviewTrailer)
        .flatMap(({ name, value, patches }) =>
          patches === undefined ? [] : [{ trailer: { name, value, from }, numbers: patchNumbers(patches) }],
        ),
    )
    .slice(0, SCOPED_MAX);
}

function withoutRepeats(trailers: readonly GivenTrailer[]): readonly GivenTrailer[] {
  const seen = new Set<string>();
  return trailers.filter(({ name, value }) => {
    const line = `${name.toLowerCase()}: ${value}`;
    return !seen.has(line) && seen.add(line);
  });
}

function discuss(members: readonly Skeleton[], answers: Answers): Discussion {
  const given = members
    .flatMap(({ messageId }) => (answers.get(messageId) ?? []).map((message) => ({ to: messageId, message })))
    .sort((a, b) => compareMessages(a.message, b.message));
  let movedAt = 0;
  for (const member of members) movedAt = Math.max(movedAt, member.time);
  for (const { message } of given) movedAt = Math.max(movedAt, message.time);
  return {
    replies: given.length,
    movedAt,
    answers: given,
  };
}

function find(messages: ReadonlyMap<string, Skeleton>, key: string): Skeleton {
  const message = messages.get(key);
  assert(message !== undefined, `message ${key} of the thread is loaded`);
  return message;
}
