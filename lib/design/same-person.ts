import type { Mailbox } from '@/lib/mail/email.ts';

/** What a person is known by: the address, in whatever case it is written (docs/people.md). */
export function addressOf({ email }: Mailbox): string {
  return email.toLowerCase();
}

export function isSamePerson(one: Mailbox, other: Mailbox): boolean {
  return addressOf(one) === addressOf(other);
}
