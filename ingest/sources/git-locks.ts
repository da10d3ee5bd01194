import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Files that a killed fetch into a mirror leaves behind, where its one branch is master. */
const LOCKS = [join('refs', 'heads', 'master.lock'), 'packed-refs.lock', 'config.lock'];

/** Removes what stops every later fetch; gives whether there was anything. */
export async function removeLocks(gitDir: string): Promise<boolean> {
  let found = false;
  for (const lock of LOCKS.map((name) => join(gitDir, name))) {
    if ((await stat(lock).catch(() => null)) === null) continue;
    await rm(lock, { force: true });
    found = true;
  }
  return found;
}
