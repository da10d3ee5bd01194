import { AppError } from '@/lib/base/app-error.ts';

const DISK_FULL = '53100';
const CAUSES_MAX = 8;
const REMEDY =
  'Free some space, or move DOCKET_HOME to a larger disk; then try again: nothing stored is lost.';

/** SQLSTATE of lost connections and of a server that ends or starts; then the codes of postgres.js for the same. */
const AWAY = /^(?:08[0-9A-Z]{3}|57P0[1-5]|CONNECT_TIMEOUT|CONNECTION_(?:CLOSED|ENDED|DESTROYED)|ECONNRESET)$/;

/**
 * The words for an error that is no defect of ours, though nobody expected it there: a disk that is full, met by
 * PostgreSQL (53100, by way of Prisma too) or by ourselves (ENOSPC); a server that ended under a command. Null for any
 * other, whose trace is wanted.
 */
export function knownFailure(error: unknown): AppError | null {
  let cause: unknown = error;
  for (let depth = 0; depth < CAUSES_MAX && typeof cause === 'object' && cause !== null; depth++) {
    const { code, originalCode, syscall, message } = cause as Readonly<Record<string, unknown>>;
    if (code === DISK_FULL || originalCode === DISK_FULL)
      return new AppError('DATABASE_UNAVAILABLE', 'The disk of the database is full.', REMEDY);
    if (code === 'ENOSPC') return new AppError('UNSUPPORTED', 'The disk is full.', REMEDY);
    if ((typeof code === 'string' && AWAY.test(code)) || syscall === 'connect') return databaseAway(message);
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
