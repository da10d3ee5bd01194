/** Closed list of refusals that a user can act on; everything else is a defect. */
export type AppErrorCode =
  | 'ARCHIVE_UNREADABLE'
  | 'BAD_INPUT'
  | 'BOUND_TOO_LARGE'
  | 'DATABASE_UNAVAILABLE'
  | 'DISK_FULL'
  | 'MODEL_UNAVAILABLE'
  | 'NOT_FOUND'
  | 'SCHEMA_MISMATCH'
  | 'UNSUPPORTED';

/**
 * An expected refusal. `message` names the cause, `remedy` what the user can do about it; the command line prints
 * both on one line each, pages map the code to a status.
 */
export class AppError extends Error {
  readonly code: AppErrorCode;
  readonly remedy: string;

  constructor(code: AppErrorCode, message: string, remedy: string, options: ErrorOptions = {}) {
    super(message, options);
    this.name = 'AppError';
    this.code = code;
    this.remedy = remedy;
  }
}
