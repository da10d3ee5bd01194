import type { MessageId } from '@/lib/mail/email.ts';
import { traitsOf } from '@/lib/series/closest.ts';
import type { Member } from '@/lib/series/member.ts';
import { BURST_MS, type Group, membersOf } from '@/lib/series/posted-group.ts';

/** A posting found in one thread. */
export type ThreadGroup = { readonly threadId: MessageId; readonly group: Group };

/** A posting with the threads its members stand in; several when it was mailed without threading. */
export type MergedGroup = { readonly threadIds: readonly MessageId[]; readonly group: Group };

/**
 * Joins the parts of a series that was mailed without threading: same author, version and total, free slots, and not
 * more than BURST_MS between first and last. A part that is complete, or has a slot in common, stays apart; but a patch
 * behind the last one (`27/26`) joins what is complete. What comes later has to be the very rest (`joinLate`).
 */
export function mergeUnthreaded(found: readonly ThreadGroup[]): readonly MergedGroup[] {
  const merged: Part[] = [];
  const open = new Map<string, typeof merged>();
  const ordered = [...found].sort(
    (a, b) => startOf(a.group) - startOf(b.group) || compareIds(a.group, b.group),
  );
  for (const { threadId, group } of ordered) {
    const part = { threadIds: [threadId], group, startedAt: startOf(group), endedAt: endOf(group) };
    const likeness = burstLikeness(group);
    const alike = (likeness === null ? [] : (open.get(likeness) ?? [])).filter(
      (other) => part.startedAt - other.startedAt <= BURST_MS,
    );
    const target = alike.findLast(
      (other) =>
        part.endedAt - other.startedAt <= BURST_MS &&
        other.endedAt - part.startedAt <= BURST_MS &&
        !other.threadIds.includes(threadId) &&
        (!isWhole(other.group) || isExtra(group)) &&
        (!isWhole(group) || isExtra(other.group)) &&
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
  return joinLate(merged).map(({ threadIds, group }) => ({ threadIds, group }));
}

type Part = { readonly threadIds: MessageId[]; readonly group: Group; startedAt: number; endedAt: number };

/** Mail waits for a moderator, a relay that lists in grey, or a sender whose quota is full. */
const LATE_MS = 24 * 60 * 60 * 1000;

/**
 * Joins two parts of a series of which one came hours later: together they are whole, no patch is in both, and they
 * have a run of the sender's program or the part of the tree in common.
 */
function joinLate(parts: readonly Part[]): readonly Part[] {
  const waiting = new Map<string, Part>();
  const joined = new Set<Part>();
  for (const part of parts) {
    const likeness = burstLikeness(part.group);
    if (likeness === null || !isLacking(part.group)) continue;
    const first = waiting.get(likeness);
    if (first === undefined || !isRestOf(first, part)) {
      waiting.set(likeness, part);
      continue;
    }
    absorb(first.group, part.group);
    first.threadIds.push(...part.threadIds);
    joined.add(part);
    waiting.delete(likeness);
  }
  return parts.filter((part) => !joined.has(part));
}

function isRestOf(first: Part, { group, startedAt, threadIds }: Part): boolean {
  const both = first.group.patches.size + group.patches.size;
  return (
    startedAt - first.startedAt <= LATE_MS &&
    both === group.total &&
    haveRoom(first.group, group) &&
    !threadIds.some((id) => first.threadIds.includes(id)) &&
    shareHand(first.group, group)
  );
}

function shareHand(one: Group, other: Group): boolean {
  const known = new Set(handsOf(one));
  return handsOf(other).some((trait) => known.has(trait));
}

/** All but the sender, who may send two series a day. */
function handsOf(group: Group): readonly string[] {
  return membersOf(group).flatMap((member) => traitsOf(member).filter((trait) => !trait.startsWith('from ')));
}

function isLacking({ patches, total }: Group): boolean {
  return patches.size < total && [...patches.keys()].every((n) => n >= 1 && n <= total);
}

/**
 * Keys under which two threads with parts of one unthreaded series find each other: the window of time a part stands
 * in and the next one, so that parts within BURST_MS share at least one; of a part that lacks patches, and of what was
 * joined of two, also the day.
 */
export function burstKeys(group: Group): readonly string[] {
  const likeness = burstLikeness(group);
  if (likeness === null) return [];
  const isLate = isLacking(group) || endOf(group) - startOf(group) > BURST_MS;
  return [
    ...windowKeys('burst', likeness, group, BURST_MS),
    ...(isLate ? windowKeys('late', likeness, group, LATE_MS) : []),
  ];
}

/** From the first mail to the last, and what comes as much later. */
function windowKeys(kind: string, likeness: string, group: Group, length: number): readonly string[] {
  const window = Math.floor(startOf(group) / length);
  return [`${kind} ${likeness} ${window}`, `${kind} ${likeness} ${window + 1}`];
}

/** Null for what cannot be a part: a lone patch. */
function burstLikeness(group: Group): string | null {
  return group.total < 2 ? null : `${group.author} ${group.version.version} ${group.total} ${group.rfc}`;
}

function isWhole(group: Group): boolean {
  return group.cover !== null && group.patches.size >= group.total;
}

/** `[PATCH 27/26]` alone: one more patch behind the last of a series that stands elsewhere. */
export function isExtra({ cover, patches, total }: Group): boolean {
  return cover === null && patches.size > 0 && [...patches.keys()].every((n) => n > total);
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
