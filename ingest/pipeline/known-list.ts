import { AppError } from '@/lib/base/app-error.ts';
import { loadListNames } from '@/lib/store/list-names.ts';

const NAMED_MAX = 20;

/**
 * Refuses a list that the archive does not have, with those it has: what is asked of a name that was mistyped would be
 * empty, and look like an answer. Reads as pages do (`asOperator`).
 */
export async function assertKnownList(list: string | null): Promise<void> {
  if (list === null) return;
  const names = await loadListNames();
  if (names.includes(list)) return;
  const more = names.length > NAMED_MAX ? ` and ${names.length - NAMED_MAX} more` : '';
  throw new AppError(
    'NOT_FOUND',
    `There is no list ${list} in this archive.`,
    names.length === 0
      ? 'docket ingest SOURCE; nothing was read yet.'
      : `Lists are ${names.slice(0, NAMED_MAX).join(', ')}${more}.`,
  );
}
