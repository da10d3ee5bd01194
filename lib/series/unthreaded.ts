import { type Group, type Member, membersOf } from '@/lib/series/group.ts';

/** Patches that were mailed without threading arrive within this of each other (Patchwork 20, b4 30 minutes). */
export const BURST_MS = 30 * 60 * 1000;

/** A posting found in one thread. */
export type ThreadGroup = { readonly threadId: string; readonly group: Group };

/** A posting with the threads its members stand in; several when it was mailed without threading. */
export type MergedGroup = { readonly threadIds: readonly string[]; readonly group: Group };

/**
 * Joins the parts of a series that was mailed without threading: same author, version and total, free slots, and not
 * more than BURST_MS between first and last. A part that is complete, or has a slot in common, stays apart.
 */
export function mergeUnthreaded(found: readonly ThreadGroup[]): readonly MergedGroup[] {
  const merged: { threadIds: string[]; group: Group; startedAt: number; endedAt: number }[] = [];
  const open = new Map<string, typeof merged>();
  const ordered = [...found].sort(
    (a, b) => startOf(a.group) - startOf(b.group) || compareIds(a.group, b.group),
  );
  for (const { threadId, group } of ordered) {
    const part = { threadIds: [threadId], group, startedAt: startOf(group), endedAt: endOf(group) };
    const likeness = burstLikeness(group);
    const alike = likeness === null ? [] : (open.get(likeness) ?? []);
    const target = alike.findLast(
      (other) =>
        part.endedAt - other.startedAt <= BURST_MS &&
        other.endedAt - part.startedAt <= BURST_MS &&
        !other.threadIds.includes(threadId) &&
        haveRoom(other.group, group),
    );
    if (target === undefined) {
      merged.push(part);
      if (likeness !== null) open.set(likeness, [...alike, part]);
      continue;
    }
    absorb(target.group, group);
    target.threadIds.push(threadId);
    target.startedAt = Math.min(target.startedAt, part.startedAt);
    target.endedAt = Math.max(target.endedAt, part.endedAt);
  }
  return merged.map(({ threadIds, group }) => ({ threadIds, group }));
}

/**
 * Keys under which two threads with parts of one unthreaded series find each other: the window of time a part stands
 * in and the next one, so that parts within BURST_MS share at least one.
 */
export function burstKeys(group: Group): readonly string[] {
  const likeness = burstLikeness(group);
  if (likeness === null) return [];
  const window = Math.floor(startOf(group) / BURST_MS);
  return [`burst ${likeness} ${window}`, `burst ${likeness} ${window + 1}`];
}

/** Null for what cannot be a part: a lone patch, or a whole series. */
function burstLikeness(group: Group): string | null {
  if (group.total < 2) return null;
  const isWhole = group.cover !== null && group.patches.size >= group.total;
  return isWhole ? null : `${group.author} ${group.version} ${group.total} ${group.rfc}`;
}

function haveRoom(a: Group, b: Group): boolean {
  if (a.cover !== null && b.cover !== null) return false;
  for (const slot of b.patches.keys()) if (a.patches.has(slot)) return false;
  return true;
}

function absorb(target: Group, part: Group): void {
  target.cover ??= part.cover;
  for (const [slot, member] of part.patches) target.patches.set(slot, member);
}

function startOf(group: Group): number {
  return Math.min(...times(membersOf(group)));
}

function endOf(group: Group): number {
  return Math.max(...times(membersOf(group)));
}

function times(members: readonly Member[]): readonly number[] {
  return members.map((member) => member.message.time);
}

function compareIds(a: Group, b: Group): number {
  const [first] = membersOf(a);
  const [second] = membersOf(b);
  return (first?.message.messageId ?? '') < (second?.message.messageId ?? '') ? -1 : 1;
}
