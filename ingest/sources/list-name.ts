import { AppError } from '@/lib/base/app-error.ts';
import { isInboxName } from '@/lib/view/url.ts';

/** What an address leaves for a name, with room for a suffix. */
const LENGTH_MAX = 58;

/**
 * A name of a list from whatever a file, folder, inbox or List-Id is called; `inbox` when that says nothing. Names
 * that the pages need for themselves, such as `search`, get a suffix: a list must have an address.
 */
export function listNameOf(text: string): string {
  if (isInboxName(text)) return text;
  const slug = text
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .slice(0, LENGTH_MAX)
    .replace(/^[.-]+|[.-]+$/g, '');
  if (slug === '') return 'inbox';
  return isInboxName(slug) ? slug : `${slug}-list`;
}

/** Refuses a `--list` that could not be addressed. */
export function checkListName(name: string | undefined): string | null {
  if (name === undefined || isInboxName(name)) return name ?? null;
  throw new AppError(
    'BAD_INPUT',
    `'${name.slice(0, 80)}' cannot be the name of a list.`,
    'Give up to 64 of a-z 0-9 . _ + - , not beginning with . + or -, and no word of our own such as search.',
  );
}
