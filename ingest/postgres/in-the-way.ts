import { AppError } from '@/lib/base/app-error.ts';

/** What the system says of a file where a folder is to be, or the other way round; it comes with the path. */
const WORDS: Readonly<Record<string, string>> = {
  EEXIST: 'something else has its name',
  EISDIR: 'it is a folder, and a file is to be there',
  ENOTDIR: 'a file is where a folder is to be',
  ERR_FS_EISDIR: 'it is a folder, and a file is to be there',
};

/** The refusal for an error that says so; null for any other. */
export function inTheWay(error: unknown): AppError | null {
  if (typeof error !== 'object' || error === null) return null;
  const { code, path } = error as Readonly<Record<string, unknown>>;
  const words = typeof code === 'string' ? WORDS[code] : undefined;
  if (words === undefined || typeof path !== 'string') return null;
  const remedy = 'Move it out of the way, or set DOCKET_HOME to another folder.';
  return new AppError('UNSUPPORTED', `${path} cannot be used: ${words}.`, remedy);
}
