import type { Reader, Role } from '@/lib/store/reader.ts';

const RANKS: Readonly<Record<Role, number>> = { reader: 1, commenter: 2, maintainer: 3 };

/**
 * What somebody may do on a list; null when not even read it. Public lists are read by everybody; `*` counts for them
 * alone, so that a private list lets in only those it names, and admins.
 */
export function roleOn(reader: Reader | null, list: string, privateLists: readonly string[]): Role | null {
  if (reader?.isAdmin) return 'maintainer';
  const own = reader !== null && Object.hasOwn(reader.roles, list) ? (reader.roles[list] ?? null) : null;
  if (privateLists.includes(list)) return own;
  const everywhere = reader?.roles['*'] ?? 'reader';
  return own !== null && RANKS[own] > RANKS[everywhere] ? own : everywhere;
}

/** Whether a role is enough; null never is. */
export function isAtLeast(role: Role | null, needed: Role): boolean {
  return role !== null && RANKS[role] >= RANKS[needed];
}
