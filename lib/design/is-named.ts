import { nicknamesOf } from '@/lib/design/nicknames.ts';
import type { Mailbox } from '@/lib/mail/email.ts';

/**
 * Whether a word in lower case is one of the names that somebody bears: `ann` of `Ann Lee`, `Lee, Ann` and `ann@x`, and
 * `ted` of `Theodore Lee`.
 */
export function bearsName(name: string, word: string): boolean {
  const names = name.toLowerCase().split(/[\s.,@]+/);
  return names.includes(word) || names.some((one) => nicknamesOf(one).includes(word));
}

/** Whether an owner, whom a mail may have called by his first name alone, is this person; nobody is not. */
export function isNamed(owner: string | null, { name, email }: Mailbox): boolean {
  if (owner === null) return false;
  const [known, named] = [(name || email).toLowerCase(), owner.toLowerCase()];
  return known === named || (/^[\p{L}'-]+$/u.test(named) && bearsName(known, named));
}
