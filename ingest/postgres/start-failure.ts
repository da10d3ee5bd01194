import { AppError } from '@/lib/base/app-error.ts';
import { errorCode } from '@/lib/base/error-code.ts';

/** Why a program of PostgreSQL ended, and what a person does about it; `remedy` is null where only the log helps. */
export type StartFailure = { readonly why: string; readonly remedy: string | null };

const LINES_SHOWN = 3;
/** What stands before the message: time, zone, process, who asked. */
const PREFIX = /^\S+ \S+ \S+ \[\d+\] (?:\S+ )?(?=[A-Z]+: )/;
/** A severity that ends the program and not only who asks it too early; what belongs to the message before. */
const FATAL = /^(?:\S+: )?(?:FATAL|PANIC|fatal|error): (?! *the database system is )/;
const DETAIL = /^(?:DETAIL|HINT): /;

const MORE_FILES = 'Allow this account more open files: ulimit -n 1024, or LimitNOFILE= of the service.';
const MORE_MEMORY =
  'The system gives no more memory or processes: end others, or raise the limits (ulimit -v, ulimit -u).';

/** The first that fits. PostgreSQL says of all of these that there is no space or no right, and of what. */
const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [/insufficient file descriptors|Too many open files/, MORE_FILES],
  [
    /shared memory segment "\/PostgreSQL\./,
    '/dev/shm has to be there, writable, with 64 MB free; a container gets it with --shm-size=256m.',
  ],
  [/Cannot allocate memory|could not fork|Resource temporarily unavailable/, MORE_MEMORY],
  [
    /lock file "postmaster\.pid" is empty|bogus data in lock file "postmaster\.pid"/,
    'A power cut or a full disk leaves it so. If no postgres of this home runs, remove pgdata/postmaster.pid there.',
  ],
  [
    /could not look up effective user ID/,
    'PostgreSQL runs only as an account with a name: add this one to /etc/passwd, run as another, or set DATABASE_URL.',
  ],
  [
    /No space left|[Qq]uota exceeded/,
    'The disk is full: free some space and start again; nothing stored is lost.',
  ],
];

/** Reads what a program of PostgreSQL wrote before it ended: the message that ended it, not what it said after that. */
export function startFailure(output: string): StartFailure {
  const lines = output
    .trim()
    .split('\n')
    .map((line) => line.trim().replace(PREFIX, ''));
  const at = lines.findIndex((line) => FATAL.test(line));
  const until = lines.findIndex((line, index) => index > at && !DETAIL.test(line));
  const shown = at < 0 ? lines.slice(-LINES_SHOWN) : lines.slice(at, until < 0 ? undefined : until);
  const why = shown.slice(0, LINES_SHOWN).join(' ') || 'no message';
  return { why, remedy: REMEDIES.find(([words]) => words.test(why))?.[1] ?? null };
}

const SHORTAGES: Readonly<Record<string, string>> = {
  EAGAIN: MORE_MEMORY,
  EMFILE: MORE_FILES,
  ENFILE: MORE_FILES,
  ENOMEM: MORE_MEMORY,
};

/**
 * Refuses where the system would not start a program for want of something: that says nothing about the program, or
 * about what it was asked. Any other failure is the caller's to tell.
 */
export function throwShortage(cause: unknown): void {
  const code = errorCode(cause) ?? '';
  const remedy = SHORTAGES[code];
  if (remedy === undefined) return;
  throw new AppError('DATABASE_UNAVAILABLE', `The system starts no more programs (${code}).`, remedy);
}
