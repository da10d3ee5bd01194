import type { Passed } from '@/lib/auth/guard.ts';
import { type Change, done, type Refused, refused } from '@/lib/auth/outcome.ts';
import { isPassword, isTooBusy } from '@/lib/auth/password.ts';
import { localPath } from '@/lib/auth/same-origin.ts';
import { startSession } from '@/lib/auth/session.ts';
import { lockAccount } from '@/lib/store/account/account-row.ts';
import { isKnownAddress } from '@/lib/store/account/audit-row.ts';
import { countRates } from '@/lib/store/account/rate-row.ts';
import { findSignIn } from '@/lib/store/account/reader-row.ts';

type SignIn = { readonly email: string; readonly password: string; readonly next: string };

/**
 * Tries on one account from everywhere together. Only those from addresses where nobody signed in to it yet count, so
 * that whoever guesses from many addresses does not lock its owner out at home; a link for a new password works always.
 */
const TRIES = { max: 50, seconds: 3_600 } as const;

/** E-mail and password. The answer, and the time it takes, is the same for a wrong password and an unknown address. */
export async function signIn(passed: Passed<SignIn>): Promise<Change<never> | Refused> {
  const { email, password, next } = passed.body;
  if (isTooBusy()) return refuseBusy();
  const isKnown = await isKnownAddress(email, passed.address);
  const wait = isKnown ? null : await countRates([{ key: `tries ${email}`, ...TRIES }]);
  if (wait !== null) {
    return refused(
      429,
      'TOO_MANY',
      'There were too many tries.',
      'Ask for a link for a new password, or wait an hour.',
      { retryAfterSeconds: wait },
    );
  }
  const account = await findSignIn(email);
  const hash = account?.passwordHash ?? null;
  const right = await isPassword(password, hash);
  if (account === null || !right) return refuseWrong(email, account?.id ?? null);
  return async (write) => {
    const now = await lockAccount(write, account.id);
    // Changed while we computed: what was right then may not be now.
    if (now === null || now.isDisabled || now.passwordHash !== hash) return refuseWrong(email, account.id);
    const cookie = await startSession(write, account.id, passed);
    return done(
      localPath(next),
      { target: email },
      { accountId: account.id, cookies: [cookie], value: { name: now.name } },
    );
  };
}

function refuseWrong(email: string, accountId: string | null): Refused {
  return refused(
    401,
    'WRONG_PASSWORD',
    'That e-mail address and password do not belong together.',
    'Check both, or ask for a link for a new password.',
    { note: { list: null, target: email, detail: {}, accountId } },
  );
}

export function refuseBusy(): Refused {
  return refused(503, 'BUSY', 'Too many sign in at this moment.', 'Try again in a few seconds.', {
    retryAfterSeconds: 5,
  });
}
