import type { Mailbox } from '@/lib/mail/email.ts';

/** Names longer than this are noise. */
const NAME_LENGTH_MAX = 200;

/** What stands behind a name and its comma and is no given name. */
const TITLES = /^(?:jr|sr|i{1,3}|iv|ph\.?d|m\.?d|msc|esq|inc|ltd|llc|gmbh|corp)\b/i;
const FAMILY_FIRST = /^([^\s,][^,]{0,80}), ?([^\s,][^,]{0,80})$/;

/**
 * The name to show for a mailbox: without quotes and without the ` via …` of a list or relay, the given name first;
 * what stands before the `@` when there is none. Never empty.
 */
export function displayName({ name, email }: Mailbox): string {
  const text = name
    .slice(0, NAME_LENGTH_MAX)
    .replace(/^["'\s]{1,10}|["'\s]{1,10}$/g, '')
    .replace(/ via [^<>]{1,60}$/i, '');
  const [, family, given] = FAMILY_FIRST.exec(text) ?? [];
  if (family !== undefined && given !== undefined && !TITLES.test(given)) return `${given} ${family}`;
  if (text !== '') return text;
  return email.slice(0, NAME_LENGTH_MAX).split('@')[0] || 'unknown';
}
