import { dirname } from 'node:path';
import { AppError, type AppErrorCode } from '@/lib/base/app-error.ts';
import { errorCode } from '@/lib/base/error-code.ts';
import { shownName } from '@/lib/view/text/file-name.ts';

/** What the codes of the system mean, in the words of its manual; another code stands as it is. */
const WORDS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EDQUOT: 'the quota of the disk is used up',
  EIO: 'the disk reports an error',
  EISDIR: 'it is a folder',
  ELOOP: 'its links lead in a circle',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
  ENOSPC: 'the disk is full',
  EPERM: 'permission denied',
  EROFS: 'the disk takes no writing',
};

/**
 * The refusal of a file that somebody named, the same in every command: "There is no FILE." when it is not there, else
 * why it cannot be read or written. `error` is what the system threw; what is none of its codes is a defect of ours and
 * comes back as it is.
 */
export function fileRefusal(
  path: string,
  error: unknown,
  {
    what = 'read',
    code = 'BAD_INPUT',
  }: { readonly what?: 'read' | 'written'; readonly code?: AppErrorCode } = {},
): unknown {
  const cause = errorCode(error);
  if (error instanceof AppError || cause === null) return error;
  if (cause === 'EEXIST')
    return new AppError(code, `${shownName(path)} is there already.`, 'Give another name.');
  if (cause === 'ENOENT' || cause === 'ENOTDIR') {
    const missing = what === 'read' ? shownName(path) : `folder ${shownName(dirname(path))}`;
    // Node makes this sign of bytes that are no UTF-8, and a file cannot be found by it.
    const remedy = path.includes('\ufffd')
      ? 'If its name is not UTF-8, rename it, or: docket ingest - < FILE'
      : 'Check the path.';
    return new AppError('NOT_FOUND', `There is no ${missing}.`, remedy);
  }
  const isFull = cause === 'ENOSPC' || cause === 'EDQUOT';
  return new AppError(
    code,
    `${shownName(path)} cannot be ${what}: ${WORDS[cause] ?? cause}.`,
    isFull ? 'Free some space, or name a file on another disk.' : 'Check the path and its permissions.',
  );
}
