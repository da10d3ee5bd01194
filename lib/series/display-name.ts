import type { Mailbox } from '@/lib/mail/email.ts';

/** Names longer than this are noise. */
const NAME_LENGTH_MAX = 200;

/**
 * The name to show for a mailbox: without quotes and without the ` via …` of a list or relay; what stands before the
 * `@` when there is none. Never empty.
 */
export function displayName({ name, email }: Mailbox): string {
  const text = name
    .slice(0, NAME_LENGTH_MAX)
    .replace(/^["'\s]{1,10}|["'\s]{1,10}$/g, '')
    .replace(/ via [^<>]{1,60}$/i, '');
  if (text !== '') return text;
  return email.slice(0, NAME_LENGTH_MAX).split('@')[0] || 'unknown';
}
