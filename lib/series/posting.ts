import { assert } from '@/lib/base/assert.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import type { Skeleton } from '@/lib/mail/skeleton.ts';
import { normaliseName } from '@/lib/mail/subject.ts';
import type { Thread } from '@/lib/mail/thread.ts';
import { isReviewTrailer } from '@/lib/mail/trailers.ts';
import { type Group, groupSeries, type Member, membersOf } from '@/lib/series/group.ts';
import type { Discussion, GivenTrailer, Patch, Posting } from '@/lib/series/series.ts';

/** Postings found in one thread, oldest first. `messages` are those of the thread, by key. */
export function findPostings(thread: Thread, messages: ReadonlyMap<string, Skeleton>): readonly Posting[] {
  const present = thread.nodes.flatMap((node) => (node.key === null ? [] : [find(messages, node.key)]));
  const groups = groupSeries(present);
  const answers = findAnswers(thread, messages, groups);
  return groups.map((group) => describePosting(thread, group, answers));
}

/** Answers of each member, keyed by the member's message id: all nodes below it that are not below another member. */
type Answers = ReadonlyMap<MessageId, readonly Skeleton[]>;

function findAnswers(
  thread: Thread,
  messages: ReadonlyMap<string, Skeleton>,
  groups: readonly Group[],
): Answers {
  const members = new Set(groups.flatMap((group) => membersOf(group).map((member) => member.message.key)));
  const answers = new Map<MessageId, Skeleton[]>();
  // Nodes come in reading order, so a parent's owner is known before its children ask for it.
  const owners: (MessageId | null)[] = [];
  for (const node of thread.nodes) {
    const inherited = node.parent === null ? null : (owners[node.parent] ?? null);
    const isMember = node.key !== null && members.has(node.key);
    owners.push(isMember ? node.messageId : inherited);
    if (isMember || inherited === null || node.key === null) continue;
    const list = answers.get(inherited) ?? [];
    list.push(find(messages, node.key));
    answers.set(inherited, list);
  }
  return answers;
}

function describePosting(thread: Thread, group: Group, answers: Answers): Posting {
  const members = membersOf(group);
  const head = members[0];
  assert(head !== undefined, 'a posting has a member');
  const patches = listPatches(group, answers);
  return {
    id: head.message.messageId,
    threadId: thread.id,
    name: head.subject.name,
    chainKey: `${head.message.from.email.toLowerCase()} ${normaliseName(head.subject.name)}`,
    version: group.version,
    total: group.total,
    rfc: members.some((member) => member.subject.rfc),
    resend: members.some((member) => member.subject.resend),
    coverId: group.cover?.message.messageId ?? null,
    author: head.message.from,
    lists: [...new Set(members.flatMap((member) => member.message.lists))].sort(),
    sentAt: Math.min(...members.map((member) => member.message.time)),
    patches,
    complete: patches.every((patch) => patch.messageId !== null),
    discussion: discuss(members, head.message.from.email, answers),
  };
}

function listPatches(group: Group, answers: Answers): readonly Patch[] {
  // A hostile `1/9999` must not make thousands of rows: missing slots are listed up to a bound.
  const last = Math.max(Math.min(group.total, SLOTS_MAX), ...group.patches.keys());
  const forAll = group.cover === null ? [] : reviewTrailers(group.cover, answers);
  const patches: Patch[] = [];
  const from = group.patches.has(0) ? 0 : 1;
  for (let n = from; n <= last; n++) {
    const member = group.patches.get(n);
    if (member === undefined) {
      if (n <= SLOTS_MAX) patches.push({ n, messageId: null, name: '', trailers: [] });
      continue;
    }
    const own = member.message.trailers.map((trailer) => ({ ...trailer, from: member.message.messageId }));
    patches.push({
      n,
      messageId: member.message.messageId,
      name: member.subject.name,
      trailers: withoutRepeats([...own, ...reviewTrailers(member, answers), ...forAll]),
    });
  }
  return patches;
}

/** Largest number of slots shown for a series whose patches did not arrive. */
const SLOTS_MAX = 500;

function reviewTrailers(member: Member, answers: Answers): readonly GivenTrailer[] {
  return (answers.get(member.message.messageId) ?? []).flatMap((answer) =>
    answer.trailers.filter(isReviewTrailer).map((trailer) => ({ ...trailer, from: answer.messageId })),
  );
}

function withoutRepeats(trailers: readonly GivenTrailer[]): readonly GivenTrailer[] {
  const seen = new Set<string>();
  return trailers.filter(({ name, value }) => {
    const line = `${name.toLowerCase()}: ${value}`;
    return !seen.has(line) && seen.add(line);
  });
}

function discuss(members: readonly Member[], author: string, answers: Answers): Discussion {
  const given = members.flatMap((member) => answers.get(member.message.messageId) ?? []);
  const byOthers = given
    .filter((answer) => answer.from.email !== author)
    .sort((a, b) => a.time - b.time || (a.messageId < b.messageId ? -1 : 1));
  let movedAt = 0;
  for (const member of members) movedAt = Math.max(movedAt, member.message.time);
  for (const answer of given) movedAt = Math.max(movedAt, answer.time);
  return { replies: given.length, movedAt, firstAnswer: byOthers[0]?.messageId ?? null };
}

function find(messages: ReadonlyMap<string, Skeleton>, key: string): Skeleton {
  const message = messages.get(key);
  assert(message !== undefined, `message ${key} of the thread is loaded`);
  return message;
}
