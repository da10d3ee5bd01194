import { chmod, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '@/lib/base/app-error.ts';
import type { Account } from './account.ts';

/**
 * Makes sure the account PostgreSQL runs as can pass through `home` and every folder above it. The home
 * itself is ours and gets the search bit (0711 at most: passing through, not listing); a parent that blocks
 * is not ours to open, so it is named in the refusal.
 *
 * @throws AppError naming the folder and the remedy.
 */
export async function ensureReachable(home: string, account: Account): Promise<void> {
  if (process.getuid?.() !== 0) return;
  if (!(await canPass(home, account))) await chmod(home, ((await stat(home)).mode & 0o7777) | 0o011);
  await assertPassable(home, account);
}

/** @throws AppError naming the first of `folder` and those above it that the account cannot pass through. */
export async function assertPassable(path: string, account: Account): Promise<void> {
  if (process.getuid?.() !== 0) return;
  for (let folder = path; ; folder = dirname(folder)) {
    if (!(await canPass(folder, account))) {
      const mode = ((await stat(folder)).mode & 0o777).toString(8);
      throw new AppError(
        'DATABASE_UNAVAILABLE',
        `PostgreSQL runs as ${account.name}, who cannot pass through ${folder} (mode ${mode}).`,
        `Set DOCKET_HOME to a folder it can reach, such as /var/lib/docket, or run: chmod o+x ${folder}`,
      );
    }
    if (folder === dirname(folder)) return;
  }
}

async function canPass(folder: string, account: Account): Promise<boolean> {
  const status = await stat(folder);
  if (status.uid === account.uid) return (status.mode & 0o100) !== 0;
  if (status.gid === account.gid) return (status.mode & 0o010) !== 0;
  return (status.mode & 0o001) !== 0;
}
