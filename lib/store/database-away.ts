import { AppError } from '@/lib/base/app-error.ts';

/**
 * SQLSTATE classes of what may be well the next time: 08 connection, 40 rollback (deadlock), 53 resources, 57
 * intervention (shutdown, start-up), 58 system.
 */
const PASSING_STATE = /^(?:08|40|53|57|58)[0-9A-Z]{3}$/;
/** Of postgres.js, and of sockets and names. */
const AWAY_CODE =
  /^(?:CONNECT(?:ION)?_[A-Z]+|ECONN[A-Z]+|ENOENT|EPIPE|ETIMEDOUT|E[A-Z]+UNREACH|ENOTFOUND|EAI_AGAIN)$/;

/**
 * Whether a statement of postgres.js (or a page read, lib/store/client.ts) was not answered rather than refused: the
 * same one may be answered later.
 */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof AppError) return error.code === 'DATABASE_UNAVAILABLE';
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return false;
  return PASSING_STATE.test(error.code) || AWAY_CODE.test(error.code);
}
