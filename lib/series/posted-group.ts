import type { Member } from '@/lib/series/member.ts';
import type { Versioned } from '@/lib/series/version.ts';

/** Messages that were posted together: at most one cover, at most one patch a slot. */
export type Group = Versioned & {
  readonly author: string;
  /** As written; else that of the posting it mends, or of the patches where the cover has another. */
  total: number;
  readonly rfc: boolean;
  cover: Member | null;
  readonly patches: Map<number, Member>;
};

/** Parts of one posting are sent within this (Patchwork 20, b4 30 minutes). */
export const BURST_MS = 30 * 60 * 1000;

/** Every message of a posting, cover first, then patches by number. */
export function membersOf(group: Group): readonly Member[] {
  const patches = [...group.patches.entries()].sort(([a], [b]) => a - b).map(([, member]) => member);
  return group.cover === null ? patches : [group.cover, ...patches];
}
