import { isAtLeast, roleOn } from '@/lib/auth/permission.ts';
import { currentReader, type Role } from '@/lib/store/reader.ts';
import { loadPrivateLists } from '@/lib/store/visibility.ts';

/** Whether the present reader has this role on one of the lists; the guard decides again when something is sent. */
export async function mayOn(role: Role): Promise<(lists: readonly string[]) => boolean> {
  const reader = currentReader();
  if (reader === null) return () => false;
  const privateLists = await loadPrivateLists();
  return (lists) => lists.some((list) => isAtLeast(roleOn(reader, list, privateLists), role));
}
