import { pushTo } from '@/lib/base/multimap.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import type { TreeNote } from '@/lib/mail/facts.ts';
import type { Skeleton } from '@/lib/mail/skeleton.ts';
import type { Thread } from '@/lib/mail/thread.ts';
import type { Posting } from '@/lib/series/series.ts';

/** Before anybody knows what trees told of it. */
export type Told = Omit<Posting, 'taken' | 'pushes' | 'reverts' | 'undone'>;
export type Note = Skeleton & { readonly facts: { readonly note: TreeNote } };

/** So many postings of a thread are looked at for thanks in it: anybody may send thousands of both. */
const THANKED_MAX = 40;

export function isThanks({ facts }: Note): boolean {
  return facts.note.thanks === true;
}

/** The key of postings with the diff that a hook tells of (keys.ts). */
export function keysOfDiff({ facts }: Note): readonly string[] {
  const { ids, thanks, author } = facts.note;
  const isOfHook = ids.length === 0 && thanks !== true && author !== null;
  return isOfHook && facts.patchId !== null ? [`patch ${author} ${facts.patchId}`] : [];
}

/** The postings that a note may be of: those it names, in whose thread it thanks, or with whose diff it comes. */
export function createFinder(
  postings: readonly Told[],
  threads: readonly Thread[],
  notes: readonly Note[],
): (note: Note) => ReadonlySet<Told> {
  const byMessage = postingsByMessage(postings, notes);
  const byDiff = postingsByDiff(postings, notes);
  const byThanks = postingsByThanks(postings, threads, notes);
  return (note) => {
    if (isThanks(note) && note.references.length > 0) {
      return new Set(lastBefore(byThanks.get(note.key) ?? [], note.time, THANKED_MAX));
    }
    const named = note.facts.note.ids.flatMap((id) => byMessage.get(id) ?? []);
    const same = keysOfDiff(note).flatMap((key) => lastBefore(byDiff.get(key) ?? [], note.time, 1));
    return new Set([...named, ...same]);
  };
}

export function isLater(one: Told, other: Told): boolean {
  return compareTold(one, other) > 0;
}

/** In the order of time. */
export function compareTold(one: Told, other: Told): number {
  return one.sentAt - other.sentAt || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);
}

/**
 * Of postings in the order of time the last that were there, else the first that came: some commit what they post right
 * after. What else is posted later changes nothing of what was told.
 */
export function lastBefore<One extends Told>(
  sorted: readonly One[],
  time: number,
  most: number,
): readonly One[] {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle]?.sentAt ?? 0) <= time) from = middle + 1;
    else to = middle;
  }
  return from === 0 ? sorted.slice(0, 1) : sorted.slice(Math.max(0, from - most), from);
}

function postingsByDiff(
  postings: readonly Told[],
  notes: readonly Note[],
): ReadonlyMap<string, readonly Told[]> {
  const wanted = new Set(notes.flatMap(keysOfDiff));
  const found = new Map<string, Told[]>();
  for (const posting of wanted.size === 0 ? [] : postings) {
    for (const key of posting.keys) if (wanted.has(key)) pushTo(found, key, posting);
  }
  for (const list of found.values()) list.sort(compareTold);
  return found;
}

/**
 * By the key of thanks that answer something: the postings of their thread. None where they stand below a posting, of
 * which they are an answer like any other.
 */
function postingsByThanks(
  postings: readonly Told[],
  threads: readonly Thread[],
  notes: readonly Note[],
): ReadonlyMap<string, readonly Told[]> {
  const answers = new Set(notes.filter((note) => isThanks(note) && note.references.length > 0));
  const found = new Map<string, readonly Told[]>();
  if (answers.size === 0) return found;
  const below = new Set<Skeleton>(
    postings.flatMap(({ discussion }) => discussion.answers.map(({ message }) => message)),
  );
  const loose = new Set([...answers].filter((note) => !below.has(note)).map(({ key }) => key));
  const byThread = new Map<MessageId, Told[]>();
  for (const posting of postings) for (const id of posting.threadIds) pushTo(byThread, id, posting);
  for (const list of byThread.values()) list.sort(compareTold);
  for (const { id, nodes } of loose.size === 0 ? [] : threads) {
    for (const { key } of nodes) if (key !== null && loose.has(key)) found.set(key, byThread.get(id) ?? []);
  }
  return found;
}

/** Postings that a message is a part of, carried patches too: of those messages alone that notes name. */
function postingsByMessage(
  postings: readonly Told[],
  notes: readonly Note[],
): ReadonlyMap<MessageId, readonly Told[]> {
  const named = new Set(notes.flatMap(({ facts }) => facts.note.ids));
  const found = new Map<MessageId, Told[]>();
  for (const posting of postings) {
    const parts = new Set<MessageId | null>([
      ...posting.memberIds,
      ...posting.patches.map((patch) => patch.messageId),
    ]);
    for (const id of parts) {
      if (id === null || !named.has(id)) continue;
      const list = found.get(id) ?? [];
      list.push(posting);
      found.set(id, list);
    }
  }
  return found;
}
