import { type Group, type Member, membersOf } from '@/lib/series/group.ts';
import type { MergedGroup } from '@/lib/series/unthreaded.ts';

/** A posting with the patches it takes over, unchanged, from the version it mends. */
export type Rerolled = MergedGroup & { readonly carried: ReadonlyMap<number, Member> };

/**
 * Partial rerolls (b4): `[PATCH v2 3/5]` in answer to `[PATCH 3/5]` is a new version of one patch. A posting of a later
 * version without a cover, whose every patch answers the patch of its number in one earlier posting, takes the other
 * patches over from there.
 */
export function fillRerolls(groups: readonly MergedGroup[]): readonly Rerolled[] {
  const owner = new Map<string, Group>();
  for (const { group } of groups) {
    for (const { message } of membersOf(group)) owner.set(message.messageId, group);
  }
  return groups.map((merged) => ({ ...merged, carried: findCarried(merged.group, owner) }));
}

function findCarried(group: Group, owner: ReadonlyMap<string, Group>): ReadonlyMap<number, Member> {
  const carried = new Map<number, Member>();
  if (group.version < 2 || group.cover !== null || group.patches.size >= group.total) return carried;
  const mended = [...group.patches].map(([slot, member]) => findMended(group, slot, member, owner));
  const [base] = mended;
  if (base === undefined || base === null || mended.some((other) => other !== base)) return carried;
  for (const [slot, member] of base.patches) {
    if (!group.patches.has(slot)) carried.set(slot, member);
  }
  return carried;
}

/** The posting whose patch of this number the member answers, at any distance. */
function findMended(
  group: Group,
  slot: number,
  { message }: Member,
  owner: ReadonlyMap<string, Group>,
): Group | null {
  for (let i = message.references.length - 1; i >= 0; i--) {
    const id = message.references[i] as string;
    const base = owner.get(id);
    if (base === undefined || base === group) continue;
    const isSame = base.total === group.total && base.version < group.version;
    if (isSame && base.patches.get(slot)?.message.messageId === id) return base;
  }
  return null;
}
