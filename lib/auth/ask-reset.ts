import type { Passed } from '@/lib/auth/guard.ts';
import { makeLink } from '@/lib/auth/link.ts';
import { findAccountByEmail, saveResetAsked } from '@/lib/store/account/account-row.ts';
import type { Write } from '@/lib/store/write.ts';

/** Longer than either way takes, so that the time does not tell whether there is an account: the rule's `takesMs`. */
export const ASKING_TAKES_MS = 250;

/** Somebody wants a new password for an address. Gives what comes after the transaction. */
export async function askReset(
  write: Write,
  { body, settings }: Passed<{ readonly email: string }>,
): Promise<(() => void) | null> {
  const account = await findAccountByEmail(write, body.email);
  if (account === null || account.isDisabled) return null;
  if (settings.smtp === null) {
    await saveResetAsked(write, account.id);
    return null;
  }
  const { id: accountId, email } = account;
  return (await makeLink(write, { kind: 'reset', accountId, email }, settings)).mail;
}
