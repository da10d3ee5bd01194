import { AppError } from '@/lib/base/app-error.ts';

const DISK_FULL = '53100';
const CAUSES_MAX = 8;
const REMEDY =
  'Free some space, or move DOCKET_HOME to a larger disk; then try again: nothing stored is lost.';

/**
 * The words for an error that is no defect of ours, though nobody expected it there: a disk that is full, met by
 * PostgreSQL (53100, by way of Prisma too) or by ourselves (ENOSPC). Null for any other, whose trace is wanted.
 */
export function knownFailure(error: unknown): AppError | null {
  let cause: unknown = error;
  for (let depth = 0; depth < CAUSES_MAX && typeof cause === 'object' && cause !== null; depth++) {
    const { code, originalCode } = cause as { readonly code?: unknown; readonly originalCode?: unknown };
    if (code === DISK_FULL || originalCode === DISK_FULL)
      return new AppError('DATABASE_UNAVAILABLE', 'The disk of the database is full.', REMEDY);
    if (code === 'ENOSPC') return new AppError('UNSUPPORTED', 'The disk is full.', REMEDY);
    cause = (cause as { readonly cause?: unknown }).cause;
  }
  return null;
}
