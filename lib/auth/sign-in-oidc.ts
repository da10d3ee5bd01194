import { readCookie, writeCookie } from '@/lib/auth/cookie.ts';
import { emailField, lineField } from '@/lib/auth/fields.ts';
import type { Passed } from '@/lib/auth/guard.ts';
import { finishOidc, type OidcPerson, readPending } from '@/lib/auth/oidc.ts';
import { type Change, done, type Refused, refused } from '@/lib/auth/outcome.ts';
import { localPath } from '@/lib/auth/same-origin.ts';
import { startSession } from '@/lib/auth/session.ts';
import {
  type AccountRow,
  createAccount,
  findAccountByEmail,
  findIdentity,
  lockAccount,
  saveIdentity,
} from '@/lib/store/account/account-row.ts';
import type { Write } from '@/lib/store/write.ts';

/**
 * Who comes back from the provider is, in this order: the account this subject has signed in to before; the account
 * with the address that the provider says it verified (the operator chose whom to believe); a new account, where the
 * operator allows it; nobody.
 */
export async function signInWithOidc(
  passed: Passed<{ readonly query: string }>,
): Promise<Change<never> | Refused> {
  const { oidc, origin } = passed.settings;
  const pending = readPending(readCookie(passed.request, 'oidc', origin));
  if (oidc === null || origin === null || pending === null) return refuse('This sign in was not begun here.');
  const person = await finishOidc(oidc, origin, pending, passed.body.query);
  if (person === null) return refuse(`${oidc.name} did not confirm who you are.`);
  return async (write) => {
    const account = await accountOf(write, person, oidc.signUp);
    if (account === null) return refuse('You have no account here.');
    if (account.isDisabled) return refuse('This account is disabled.');
    const cookies = [
      await startSession(write, account.id, passed),
      // The code works once, and so does this.
      writeCookie('oidc', '', 0, origin),
    ];
    const note = { target: account.email, detail: { provider: person.issuer } };
    return done(localPath(pending.next), note, {
      accountId: account.id,
      cookies,
      value: { name: account.name },
    });
  };
}

/** Locked, as by a sign in with a password: one that is disabled at this moment would keep the session that we make. */
async function accountOf(write: Write, person: OidcPerson, signUp: boolean): Promise<AccountRow | null> {
  const known = await findIdentity(write, person);
  if (known !== null) return lockAccount(write, known.id);
  const email = emailField.safeParse(person.email ?? '').data ?? null;
  if (email === null) return null;
  const found = await findAccountByEmail(write, email);
  if (found !== null) {
    // Before anything that refers to the row: two sign ins at once would wait for each other.
    const account = await lockAccount(write, found.id);
    if (account !== null && !account.isDisabled) await saveIdentity(write, account.id, person);
    return account;
  }
  if (!signUp) return null;
  const name = lineField(100).safeParse(person.name).data ?? email.split('@')[0] ?? email;
  const id = await createAccount(write, { email, name, passwordHash: null, isAdmin: false });
  if (id === null) return null;
  await saveIdentity(write, id, person);
  return lockAccount(write, id);
}

function refuse(message: string): Refused {
  return refused(
    401,
    'NOT_CONFIRMED',
    message,
    'Begin again at the sign in page, or ask an admin for an invite.',
    {
      note: { list: null, target: null, detail: {}, accountId: null },
    },
  );
}
