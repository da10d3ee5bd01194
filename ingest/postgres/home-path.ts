import { lstat, stat } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { AppError } from '@/lib/base/app-error.ts';

/** PostgreSQL has room for 1,023 bytes, of which the longest name that it makes below a home takes 80. */
const PATH_BYTES_MAX = 900;
/** Of every file system in use. */
const NAME_BYTES_MAX = 255;

/** initdb gives paths to a shell, in double quotes; lines of `postmaster.pid` and of our logs are ended by a break. */
const UNTAKEN = /["$`\\\r\n]/;

const REMEDY = 'Set DOCKET_HOME to another folder.';

/**
 * Refuses a path that can be no home, before anything is made there.
 *
 * @throws AppError with what is wrong with it.
 */
export async function assertHomePath(home: string): Promise<void> {
  const path = resolve(home);
  const untaken = UNTAKEN.exec(path)?.[0];
  if (untaken !== undefined) {
    throw new AppError(
      'BAD_INPUT',
      `${path} has ${JSON.stringify(untaken)} in it, which PostgreSQL does not take in a path.`,
      REMEDY,
    );
  }
  const names = path.split(sep).map((name) => Buffer.byteLength(name));
  if (Buffer.byteLength(path) > PATH_BYTES_MAX || Math.max(...names) > NAME_BYTES_MAX) {
    throw new AppError(
      'BAD_INPUT',
      `${path.slice(0, 40)}… is too long: ${PATH_BYTES_MAX} bytes, and ${NAME_BYTES_MAX} a name, are what fits.`,
      REMEDY,
    );
  }
  const found = await firstThere(path);
  const status = await stat(found).catch((cause: NodeJS.ErrnoException) => cause.code);
  if (status === 'ENOENT' || status === 'ENOTDIR' || status === 'ELOOP') {
    throw new AppError(
      'BAD_INPUT',
      `${found} is a symbolic link that leads nowhere.`,
      'Is the disk mounted that it leads to? Else make that folder, or set DOCKET_HOME to another one.',
    );
  }
  // What may not be looked at is told by who enters it.
  if (typeof status === 'object' && !status.isDirectory())
    throw new AppError('BAD_INPUT', `${found} is not a folder.`, 'Set DOCKET_HOME to a folder.');
}

/** The path itself, or the lowest above it that exists, be it a link that leads nowhere. */
async function firstThere(path: string): Promise<string> {
  for (let at = path; ; at = dirname(at)) {
    if (at === dirname(at) || (await lstat(at).catch(() => null)) !== null) return at;
  }
}
