import { AppError } from '@/lib/base/app-error.ts';
import { errorCode } from '@/lib/base/error-code.ts';
import { isLate } from '@/lib/store/database/unanswered.ts';

/** SQLSTATE of a server that ended the session or takes none: 08 connection, shutdown and start-up, all taken. */
const AWAY_STATE = /^(?:08[0-9A-Z]{3}|57P0[1-5]|53300)$/;
/** What postgres.js calls the same. */
const AWAY_CODE = /^CONNECT(?:_TIMEOUT|ION_(?:CLOSED|DESTROYED|ENDED))$/;
/** SQLSTATE classes 40 rollback (deadlock), 53 resources (disk), 57 intervention (time-out), 58 system. */
const PASSING_STATE = /^(?:40|53|57|58)[0-9A-Z]{3}$/;

/**
 * Whether this came of the connection to our own database: it was lost, or none was to be had. The codes of sockets say
 * nothing alone, as a source has the same; but postgres.js writes the statement into what it rejects one with.
 */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof AppError) return error.code === 'DATABASE_UNAVAILABLE' && !isLate(error.cause);
  const code = errorCode(error);
  if (code === null) return false;
  return AWAY_STATE.test(code) || AWAY_CODE.test(code) || isOfSocket(error);
}

/** Whether the same statement may be answered later, by a database that is away or by one that is there. */
export function isPassing(error: unknown): boolean {
  if (error instanceof AppError) return error.code === 'DATABASE_UNAVAILABLE';
  return isDatabaseAway(error) || PASSING_STATE.test(errorCode(error) ?? '');
}

/** The transaction was given up for another (a deadlock); none of it happened, and the same may go well at once. */
export function isRolledBack(error: unknown): boolean {
  return errorCode(error)?.startsWith('40') === true && !(error instanceof AppError);
}

/** A system call failed on a socket of postgres.js, or TLS had not begun when it was closed. */
function isOfSocket(error: unknown): boolean {
  const isOfStatement = error instanceof Error && 'query' in error && 'parameters' in error;
  return isOfStatement && ('syscall' in error || errorCode(error) === 'ECONNRESET');
}
