import { AppError } from '@/lib/base/app-error.ts';
import { isDatabaseAway } from '@/lib/store/database/database-away.ts';
import { inTheWay } from './in-the-way.ts';

const DISK_FULL = '53100';
const CAUSES_MAX = 8;
const REMEDY =
  'Free some space, or move DOCKET_HOME to a larger disk; then try again: nothing stored is lost.';

const FORBIDDEN_REMEDY =
  'Give Docket the right to it; below DOCKET_HOME, or set that to a folder you may write.';

/** What a file or folder says that may not be written, or read; it comes with the path. */
const FORBIDDEN: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EDQUOT: 'the quota of the disk is used up',
  EPERM: 'permission denied',
  EROFS: 'the disk takes no writing',
};

/**
 * The words for an error that is no defect of ours, though nobody expected it there: a disk that is full, met by
 * PostgreSQL (53100, by way of Prisma too) or by ourselves (ENOSPC); a file that we may not use, or that is none; a
 * server that ended under a command. Null for any other, whose trace is wanted.
 */
export function knownFailure(error: unknown): AppError | null {
  let cause: unknown = error;
  for (let depth = 0; depth < CAUSES_MAX && typeof cause === 'object' && cause !== null; depth++) {
    const { code, originalCode, message, path } = cause as Readonly<Record<string, unknown>>;
    if (code === DISK_FULL || originalCode === DISK_FULL)
      return new AppError('DATABASE_UNAVAILABLE', 'The disk of the database is full.', REMEDY);
    if (code === 'ENOSPC') return new AppError('UNSUPPORTED', 'The disk is full.', REMEDY);
    const forbidden = typeof code === 'string' ? FORBIDDEN[code] : undefined;
    if (forbidden !== undefined && typeof path === 'string')
      return new AppError('UNSUPPORTED', `${path} cannot be used: ${forbidden}.`, FORBIDDEN_REMEDY);
    const misplaced = inTheWay(cause);
    if (misplaced !== null) return misplaced;
    if (isDatabaseAway(cause)) return databaseAway(message);
    if (isLostWrite(cause)) return databaseAway('connection lost');
    cause = (cause as { readonly cause?: unknown }).cause;
  }
  return null;
}

function databaseAway(why: unknown): AppError {
  return new AppError(
    'DATABASE_UNAVAILABLE',
    `The database stopped answering in the middle of it (${why}).`,
    'Run it again: what was stored is kept, and a reading goes on from there. docket doctor looks at the database.',
  );
}

/**
 * postgres.js (3.4.9, `nextWrite` in its connection.js) takes a ROLLBACK for a connection that is lost already, and
 * finds in a callback of its own that there is no socket: nobody's promise, so it comes as an uncaught exception.
 */
function isLostWrite(error: object): boolean {
  return error instanceof TypeError && /'write'\)\n +at \S*nextWrite /.test(error.stack ?? '');
}
