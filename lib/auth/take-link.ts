import type { Passed } from '@/lib/auth/guard.ts';
import { type Change, done, type Refused, refused } from '@/lib/auth/outcome.ts';
import { findPasswordProblem, hashPassword, isTooBusy } from '@/lib/auth/password.ts';
import { hashSecret, isSecret } from '@/lib/auth/secret.ts';
import { startSession } from '@/lib/auth/session.ts';
import { refuseBusy } from '@/lib/auth/sign-in.ts';
import { createAccount, lockAccount, savePassword, saveRole } from '@/lib/store/account/account-row.ts';
import { deleteLinksOf, findLink, type LinkPurpose, takeLink } from '@/lib/store/account/link-row.ts';
import { deleteSessions, deleteTokens } from '@/lib/store/account/session-row.ts';

type NewAccount = { readonly email?: string | undefined; readonly name: string; readonly password: string };

/** Makes the account that a setup or invite link is for, and signs it in. */
export async function takeInvite(passed: Passed<NewAccount>): Promise<Change<never> | Refused> {
  const link = await findLive(passed, ['setup', 'invite']);
  if (link === null) return refuseDead();
  const email = link.kind === 'setup' ? passed.body.email : link.kind === 'invite' ? link.email : undefined;
  if (email === undefined) return refused(400, 'BAD_INPUT', 'The e-mail address is missing.', 'Give one.');
  const passwordHash = await hashFresh(passed.body.password, email);
  if (typeof passwordHash !== 'string') return passwordHash;
  return async (write) => {
    const taken = await takeLink(write, hashSecret(passed.params['token'] ?? ''));
    if (taken === null) return refuseDead();
    const { name } = passed.body;
    const accountId = await createAccount(write, {
      email,
      name,
      passwordHash,
      isAdmin: taken.kind === 'setup',
    });
    if (accountId === null) {
      return refused(409, 'HAS_ACCOUNT', 'This address has an account already.', 'Sign in with it.');
    }
    const grant = taken.kind === 'invite' ? taken.grant : null;
    if (grant !== null) await saveRole(write, accountId, grant.list, grant.role);
    const cookies = [await startSession(write, accountId, passed)];
    return done('/account', { target: email, detail: { by: taken.kind } }, { accountId, cookies });
  };
}

/** Sets the password that a reset link is for; all sessions end, API tokens if asked for, and a new session begins. */
export async function takeReset(
  passed: Passed<{ readonly password: string; readonly tokens?: 'stay' | 'end' | undefined }>,
): Promise<Change<never> | Refused> {
  const link = await findLive(passed, ['reset']);
  if (link?.kind !== 'reset') return refuseDead();
  const passwordHash = await hashFresh(passed.body.password, link.email);
  if (typeof passwordHash !== 'string') return passwordHash;
  return async (write) => {
    const taken = await takeLink(write, hashSecret(passed.params['token'] ?? ''));
    const account = await lockAccount(write, link.accountId);
    if (taken === null || account === null || account.isDisabled) return refuseDead();
    await savePassword(write, account.id, passwordHash);
    await deleteLinksOf(write, account.id);
    await deleteSessions(write, account.id);
    const { tokens = 'stay' } = passed.body;
    if (tokens === 'end') await deleteTokens(write, account.id);
    const cookies = [await startSession(write, account.id, passed)];
    return done(
      '/account',
      { target: account.email, detail: { tokens } },
      { accountId: account.id, cookies },
    );
  };
}

/** Looked at before the password is hashed: that costs too much to be had with any address. */
async function findLive(
  passed: Passed<unknown>,
  kinds: readonly LinkPurpose['kind'][],
): Promise<LinkPurpose | null> {
  const token = passed.params['token'] ?? '';
  const link = isSecret(token) ? await findLink(hashSecret(token)) : null;
  return link !== null && kinds.includes(link.kind) ? link : null;
}

async function hashFresh(password: string, email: string): Promise<string | Refused> {
  const problem = findPasswordProblem(password, email);
  if (problem !== null) return refused(400, 'WEAK_PASSWORD', problem, 'Choose another.');
  return isTooBusy() ? refuseBusy() : hashPassword(password);
}

function refuseDead(): Refused {
  return refused(
    404,
    'DEAD_LINK',
    'This link was used, has expired, or is not whole.',
    'Whoever gave it to you can make another.',
  );
}
