import type { MessageId } from '@/lib/mail/email.ts';
import { normaliseName, parseSubject } from '@/lib/mail/fields/subject.ts';
import type { Skeleton } from '@/lib/mail/skeleton.ts';
import type { Thread } from '@/lib/mail/thread.ts';
import { clampKey } from '@/lib/series/keys.ts';
import {
  createFinder,
  isLater,
  isThanks,
  keysOfDiff,
  type Note,
  type Told,
} from '@/lib/series/note-postings.ts';
import type { Patch, Posting, Taken } from '@/lib/series/series.ts';

/** A patch that a note may be of: it is named, and is the commit by its title or otherwise. */
type Match = {
  readonly posting: Told;
  readonly patch: Patch;
  readonly title: string;
  /** Its diff is the very one. */
  readonly isSame: boolean;
};

/**
 * What trees told of each posting, by its id. A note moves a patch when a trailer of its commit names the patch, or the
 * cover of its posting, and the commit has the title of the patch, or its patch-id, or is of the same author and names
 * nothing else. So one that names the report it mends, or a discussion, says nothing of those. What a hook tells of a
 * commit names nothing, and moves the patch of the same author with its very diff. Thanks in a thread that stand below
 * no posting, because what they answer is not here, are of the patches in it that have these titles. Neither is of what
 * is posted later, of which an archive cut between them would know nothing (docs/items.md).
 */
export function findTaken(
  postings: readonly Told[],
  threads: readonly Thread[],
  messages: ReadonlyMap<string, Skeleton>,
): ReadonlyMap<MessageId, readonly Taken[]> {
  const notes = [...messages.values()].filter(isNote);
  const found = new Map<MessageId, Taken[]>();
  if (notes.length === 0) return found;
  const findNamed = createFinder(postings, threads, notes);
  const nameKeys = new Map<Told, ReadonlyMap<Patch, string>>();
  const namesOf = (posting: Told): ReadonlyMap<Patch, string> => {
    const keys = nameKeys.get(posting) ?? keysOfNames(posting);
    nameKeys.set(posting, keys);
    return keys;
  };
  for (const note of notes) {
    const named = findNamed(note);
    const matches = choose([...named].flatMap((posting) => matchesIn(posting, namesOf(posting), note)));
    for (const [posting, patches] of groupByPosting(matches)) {
      const list = found.get(posting.id) ?? [];
      list.push(toTaken(note, patches));
      found.set(posting.id, list);
    }
  }
  for (const list of found.values()) list.sort(compareTaken);
  return found;
}

/** Keys under which the threads of notes and of the postings they name find each other (docs/derive.md). */
export function noteKeys(
  threads: readonly Thread[],
  messages: ReadonlyMap<string, Skeleton>,
): readonly { readonly threadId: MessageId; readonly key: string }[] {
  return threads.flatMap(({ id, nodes }) =>
    nodes.flatMap(({ key }) => {
      const message = key === null ? undefined : messages.get(key);
      if (message === undefined || !isNote(message)) return [];
      const { ids } = message.facts.note;
      const named = message.references.length > 0 && isThanks(message) ? [] : ids;
      const keys = [...named.map((one) => `message ${one}`), ...keysOfDiff(message)];
      return keys.map((one) => ({ threadId: id, key: clampKey(one) }));
    }),
  );
}

const TOLD_BY: WeakMap<Posting, ReadonlySet<MessageId>> = new WeakMap();

/** Whether a part of `later` tells that `earlier` was taken, as a patch of a pull request does: no version of it. */
export function isTakenIn(earlier: Posting, later: Posting): boolean {
  if (earlier.taken.length === 0) return false;
  const told = TOLD_BY.get(earlier) ?? new Set(earlier.taken.map(({ messageId }) => messageId));
  TOLD_BY.set(earlier, told);
  return later.memberIds.some((id) => told.has(id));
}

/** What bears another's Message-ID cannot be cited. */
function isNote(message: Skeleton): message is Note {
  return message.facts.note !== undefined && message.firstOfId;
}

/** The patches that are named and fit; where only the cover is, those of all patches that do. */
function matchesIn(posting: Told, nameKeys: ReadonlyMap<Patch, string>, note: Note): readonly Match[] {
  const { facts, from } = note;
  const { ids, titles, thanks, author, isSource } = facts.note;
  if (thanks === true && from.email.toLowerCase() === posting.author.email.toLowerCase()) return [];
  const named = new Set<MessageId | null>(ids);
  const direct = posting.patches.filter(({ messageId }) => messageId !== null && named.has(messageId));
  const asked = direct.length > 0 ? direct : posting.patches.filter(({ messageId }) => messageId !== null);
  const wanted = new Set(titles.map(titleKey));
  // One commit, whatever its diff was called when it was posted.
  const isOfHook = keysOfDiff(note).length > 0;
  const isOwn = author !== null && posting.senders.some((sender) => sender.toLowerCase() === author);
  return asked.flatMap((patch): readonly Match[] => {
    const isSame = patch.patchId !== null && patch.patchId === facts.patchId;
    if (isOfHook) return isSame ? [{ posting, patch, title: '', isSame }] : [];
    const isOnly = direct.length === 1 && isSource === true && isOwn;
    const title = nameKeys.get(patch) ?? '';
    return isSame || isOnly || wanted.has(title) ? [{ posting, patch, title, isSame }] : [];
  });
}

/** Once for each posting: anybody may send thousands of mails that name it. */
function keysOfNames({ patches }: Told): ReadonlyMap<Patch, string> {
  return new Map(patches.map((patch) => [patch, titleKey(patch.name)]));
}

/**
 * A commit is made of one posting: of several versions that it names, as authors do in their own words, the one with
 * its very change, else the last. What a reroll carried over is of both postings.
 */
function choose(matches: readonly Match[]): readonly Match[] {
  if (new Set(matches.map(({ posting }) => posting)).size < 2) return matches;
  const groups = new Map<string, Match[]>();
  for (const match of matches) groups.set(match.title, [...(groups.get(match.title) ?? []), match]);
  return [...groups.values()].flatMap((group) => {
    const same = group.filter(({ isSame }) => isSame);
    const likely = same.length > 0 ? same : group;
    const sent = likely.filter(({ patch }) => !patch.carried);
    const last = (sent.length > 0 ? sent : likely).reduce((a, b) => (isLater(b.posting, a.posting) ? b : a));
    const ids = new Set(
      likely.flatMap(({ posting, patch }) => (posting === last.posting ? [patch.messageId] : [])),
    );
    return likely.filter(({ patch }) => ids.has(patch.messageId));
  });
}

function groupByPosting(matches: readonly Match[]): ReadonlyMap<Told, readonly number[]> {
  const groups = new Map<Told, number[]>();
  for (const { posting, patch } of matches) groups.set(posting, [...(groups.get(posting) ?? []), patch.n]);
  return groups;
}

/** As subjects are compared: without brackets, case and punctuation at the ends. */
function titleKey(title: string): string {
  return normaliseName(parseSubject(title).name);
}

function toTaken({ messageId, from, time, facts }: Note, patches: readonly number[]): Taken {
  const { tree, kind, backport, start, end } = facts.note;
  return {
    messageId,
    by: from.email.toLowerCase(),
    at: time,
    robot: facts.robot !== null,
    tree,
    kind,
    backport: backport === true,
    patches,
    start,
    end,
  };
}

function compareTaken(a: Taken, b: Taken): number {
  return a.at - b.at || (a.messageId < b.messageId ? -1 : 1);
}
