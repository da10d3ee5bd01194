import { normaliseName } from '@/lib/mail/fields/subject.ts';
import { TITLED_MAX, tellingTitle } from '@/lib/series/keys.ts';
import type { Member } from '@/lib/series/member.ts';
import { type Group, membersOf } from '@/lib/series/posted-group.ts';
import type { MergedGroup } from '@/lib/series/unthreaded.ts';
import { learnVersion } from '@/lib/series/version.ts';

/** A posting with the earlier one whose patches it mends and those it takes over from there, unchanged. */
export type Rerolled = MergedGroup & {
  readonly mended: Group | null;
  readonly carried: ReadonlyMap<number, Member>;
};

/** Rerolls of one posting that are filled up: each has rows for all patches of the posting. */
const REROLLS_MAX = 50;

/**
 * Partial rerolls (b4): `[PATCH v2 3/5]` in answer to `[PATCH 3/5]` is a new version of one patch. A posting without a
 * cover whose every patch answers the patch of its number in one earlier posting mends that posting as it is by then,
 * with what its sender mended before, and takes its other patches over. It need not count the version up, which b4
 * wants: `[PATCH v30.7.1 7/8]`, or `[PATCH 1/2]` once more, has the version of what it mends.
 */
export function fillRerolls(groups: readonly MergedGroup[]): readonly Rerolled[] {
  const owner = new Map<string, Group>();
  for (const { group } of groups) {
    for (const { message } of membersOf(group)) owner.set(message.messageId, group);
  }
  const named = groups.some(({ group }) => isDottedAlone(group))
    ? byNameOf(groups)
    : new Map<string, Group>();
  /** The postings that mend one, oldest first, by the posting they all go back to. */
  const rerolls = new Map<Group, Rerolled[]>();
  const roots = new Map<Group, Group>();
  return groups.map((merged) => {
    const root = findRoot(merged.group, owner, roots) ?? findNamed(merged.group, named, roots);
    const others = root === null ? [] : (rerolls.get(root) ?? []);
    if (root === null || others.length >= REROLLS_MAX) return { ...merged, mended: null, carried: new Map() };
    const rerolled = mend(merged, root, others);
    roots.set(merged.group, root);
    rerolls.set(root, [...others, rerolled]);
    return rerolled;
  });
}

function mend(merged: MergedGroup, root: Group, others: readonly Rerolled[]): Rerolled {
  const { group } = merged;
  // What a third person makes of a patch is no part of the author's next version.
  const isBefore = (other: Group): boolean => isEarlier(other, group) || isSentAgain(other, group);
  const latest = (author: string): Rerolled | undefined =>
    others.findLast((other) => other.group.author === author && isBefore(other.group));
  const base = latest(group.author) ?? latest(root.author);
  const mended = base?.group ?? root;
  takeNumber(group, mended);
  const dotted = membersOf(group)[0]?.subject.dotted ?? null;
  learnVersion(group, { mended: mended.version.version, dotted });
  const patches = new Map([...(base?.carried ?? []), ...mended.patches]);
  const carried = [...patches].filter(([slot]) => !group.patches.has(slot));
  return { ...merged, mended, carried: new Map(carried) };
}

/** `[PATCH v2] c` in answer to `[PATCH 3/3] c` stands where that stood. */
function takeNumber(group: Group, mended: Group): void {
  const [member] = group.patches.values();
  if (member === undefined || member.subject.total !== null) return;
  const slot = slotBelow(member, mended);
  if (slot === null) return;
  group.patches.clear();
  group.patches.set(slot, member);
  group.total = mended.total;
}

/** The posting that all patches of the group go back to. */
function findRoot(
  group: Group,
  owner: ReadonlyMap<string, Group>,
  roots: ReadonlyMap<Group, Group>,
): Group | null {
  if (group.cover !== null) return null;
  const found = [...group.patches].map(([slot, member]) => {
    const base = findBase(group, slot, member, owner);
    return base === null ? null : (roots.get(base) ?? base);
  });
  const [root] = found;
  return root === undefined || root === group || found.some((other) => other !== root) ? null : root;
}

/** `[PATCH v5.1 2/3] x`, and no other part. */
function isDottedAlone({ cover, patches, version }: Group): boolean {
  const [member] = patches.values();
  return cover === null && patches.size === 1 && !version.isWritten && member?.subject.dotted != null;
}

/** The first posting of each author, version and count that has a patch of this number and title. */
function byNameOf(groups: readonly MergedGroup[]): ReadonlyMap<string, Group> {
  const found = new Map<string, Group>();
  for (const { group } of groups) {
    if (!group.version.isWritten || group.patches.size > TITLED_MAX) continue;
    for (const [slot, member] of group.patches) {
      const key = nameKey(group, group.version.version, slot, member);
      const other = key === null ? undefined : found.get(key);
      if (key !== null && (other === undefined || timeOf(group) < timeOf(other))) found.set(key, group);
    }
  }
  return found;
}

/** Null for a title that does not tie two threads together (keys.ts). */
function nameKey(
  { author, total }: Group,
  version: number,
  slot: number,
  { subject }: Member,
): string | null {
  const title = tellingTitle(subject.name);
  return title === null ? null : `${version} ${total} ${slot} ${author} ${title}`;
}

function timeOf(group: Group): number {
  return membersOf(group)[0]?.message.time ?? 0;
}

/** Sent without threading, or in answer to a mail that is not here: it says by itself what it mends. */
function findNamed(
  group: Group,
  named: ReadonlyMap<string, Group>,
  roots: ReadonlyMap<Group, Group>,
): Group | null {
  const [[slot, member] = []] = group.patches;
  const dotted = member?.subject.dotted ?? null;
  if (slot === undefined || member === undefined || dotted === null || !isDottedAlone(group)) return null;
  const base = named.get(nameKey(group, dotted.version, slot, member) ?? '');
  if (base === undefined || base === group || timeOf(base) >= timeOf(group)) return null;
  return roots.get(base) ?? base;
}

/** The posting whose patch of this number the member answers, at any distance. */
function findBase(
  group: Group,
  slot: number,
  member: Member,
  owner: ReadonlyMap<string, Group>,
): Group | null {
  const { message, subject } = member;
  if (subject.total === null) return findUncounted(group, member, owner);
  for (const id of message.references.toReversed()) {
    const base = owner.get(id);
    if (base === undefined || base === group || base.total !== group.total) continue;
    // `[PATCH v5.1 2/3]` says by itself which it mends: any part of its author's v5 may be answered.
    const isNamed = subject.dotted?.version === base.version.version && base.author === group.author;
    const answered = base.patches.get(slot)?.message.messageId;
    const isBefore = isEarlier(base, group) || isSentAgain(base, group);
    if (isBefore && answered !== undefined && (isNamed || answered === id)) return base;
  }
  return null;
}

/**
 * The posting of several patches of which the author answers one with its next version, under the same name and without
 * a number. `[PATCH 5.15.y] x` in answer to `[PATCH 6.1.y] x` is for another tree: neither says a version.
 */
function findUncounted(group: Group, member: Member, owner: ReadonlyMap<string, Group>): Group | null {
  if (!group.version.isWritten) return null;
  for (const id of member.message.references.toReversed()) {
    const base = owner.get(id);
    if (base === undefined || base === group || base.author !== group.author) continue;
    // The nearest decides: to look through all of them for each of 10,000 answers would take minutes.
    return base.total > 1 && isEarlier(base, group) && slotBelow(member, base) !== null ? base : null;
  }
  return null;
}

/** The number in `base` of the patch of that name which the member answers. */
function slotBelow({ message, subject }: Member, base: Group): number | null {
  const name = normaliseName(subject.name);
  const answered = new Set<string>(message.references);
  for (const [slot, { message: old, subject: was }] of base.patches) {
    if (answered.has(old.messageId) && normaliseName(was.name) === name) return slot;
  }
  return null;
}

function isEarlier(base: Group, group: Group): boolean {
  return base.version.version < group.version.version || !group.version.isWritten;
}

/** `[PATCH v2 2/3 FIXED]` by its author in answer to his `[PATCH v2 2/3]`. */
function isSentAgain(base: Group, group: Group): boolean {
  return base.version.version === group.version.version && base.author === group.author;
}
