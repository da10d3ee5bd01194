import { setTimeout as sleep } from 'node:timers/promises';
import type { Passed } from '@/lib/auth/guard.ts';
import { makeLink } from '@/lib/auth/link.ts';
import { findAccountByEmail, saveResetAsked } from '@/lib/store/account/account-row.ts';
import type { Write } from '@/lib/store/write.ts';

/** Longer than either way takes, so that the time does not tell whether there is an account. */
const TAKES_MS = 250;

/** Somebody wants a new password for an address. Gives the part for the transaction, which gives what comes after. */
export async function askReset(
  passed: Passed<{ readonly email: string }>,
): Promise<(write: Write) => Promise<(() => void) | null>> {
  const until = performance.now() + TAKES_MS;
  return async (write) => {
    const account = await findAccountByEmail(write, passed.body.email);
    let afterwards: (() => void) | null = null;
    if (account !== null && !account.isDisabled) {
      if (passed.settings.smtp === null) await saveResetAsked(write, account.id);
      else {
        const { id: accountId, email } = account;
        afterwards = (await makeLink(write, { kind: 'reset', accountId, email }, passed.settings)).mail;
      }
    }
    await sleep(Math.max(0, until - performance.now()));
    return afterwards;
  };
}
