import { chmod, mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { AppError, type AppErrorCode } from '@/lib/base/app-error.ts';
import { errorCode } from '@/lib/base/error-code.ts';

/**
 * `mkdir -p`, with this mode whatever the umask is: what root makes above a home, PostgreSQL's account passes through.
 * Not Node's own: where the system says that a folder does not exist although the one above does (/proc),
 * it goes round for ever (seen with Node 20).
 */
export async function makeFolder(path: string, mode: number): Promise<void> {
  const missing: string[] = [];
  let folder = resolve(path);
  while ((await stat(folder).catch(() => null)) === null && folder !== dirname(folder)) {
    missing.push(folder);
    folder = dirname(folder);
  }
  for (const one of missing.reverse()) {
    try {
      await mkdir(one, { mode });
      await chmod(one, mode);
    } catch (cause) {
      // Another process came first.
      if (errorCode(cause) !== 'EEXIST') throw cause;
    }
  }
}

/** The same of a folder below DOCKET_HOME, for us alone. Throws AppError when it cannot be made. */
export async function makeOwnFolder(path: string): Promise<void> {
  try {
    await makeFolder(path, 0o700);
  } catch (cause) {
    throw folderRefusal(path, cause, 'UNSUPPORTED');
  }
}

/** Why a folder cannot be made. Where there is no room it is of no use to look at rights. */
export function folderRefusal(path: string, cause: unknown, code: AppErrorCode): AppError {
  const why = errorCode(cause) ?? String(cause);
  const isFull = why === 'ENOSPC' || why === 'EDQUOT';
  return new AppError(
    code,
    `Cannot make the folder ${path}: ${isFull ? `no room on the disk (${why})` : why}.`,
    isFull
      ? 'Free some space, or set DOCKET_HOME to a folder on another disk.'
      : 'Set DOCKET_HOME to a folder you may write.',
  );
}
