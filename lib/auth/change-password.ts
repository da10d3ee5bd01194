import type { PassedReader } from '@/lib/auth/guard.ts';
import { type Change, done, type Refused, refused } from '@/lib/auth/outcome.ts';
import { findPasswordProblem, hashPassword, isPassword, isTooBusy } from '@/lib/auth/password.ts';
import { startSession } from '@/lib/auth/session.ts';
import { refuseBusy } from '@/lib/auth/sign-in.ts';
import { lockAccount, savePassword } from '@/lib/store/account/account-row.ts';
import { deleteLinksOf } from '@/lib/store/account/link-row.ts';
import { findPasswordHash } from '@/lib/store/account/reader-row.ts';
import { deleteSessions, deleteTokens } from '@/lib/store/account/session-row.ts';

type Passwords = {
  readonly password: string;
  readonly fresh: string;
  readonly tokens?: 'stay' | 'end' | undefined;
};

/**
 * Needs the present password, and ends every session; this browser gets a new one. API tokens end when that is asked
 * for: scripts go on over a mere change, and stop after a theft.
 */
export async function changePassword(passed: PassedReader<Passwords>): Promise<Change<never> | Refused> {
  const { accountId, email } = passed.credential.reader;
  const { password, fresh, tokens } = passed.body;
  const problem = findPasswordProblem(fresh, email);
  if (problem !== null) return refused(400, 'WEAK_PASSWORD', problem, 'Choose another.');
  if (isTooBusy()) return refuseBusy();
  const hash = await findPasswordHash(accountId);
  if (!(await isPassword(password, hash))) {
    return refused(403, 'WRONG_PASSWORD', 'That is not the present password.', 'Try again.', {
      note: { list: null, target: email, detail: {}, accountId },
    });
  }
  const freshHash = await hashPassword(fresh);
  return async (write) => {
    const now = await lockAccount(write, accountId);
    if (now === null || now.passwordHash !== hash) {
      return refused(409, 'CHANGED', 'The password was changed meanwhile.', 'Sign in again.');
    }
    await savePassword(write, accountId, freshHash);
    await deleteLinksOf(write, accountId);
    await deleteSessions(write, accountId);
    if (tokens === 'end') await deleteTokens(write, accountId);
    const cookie = await startSession(write, accountId, passed);
    return done('/account', { detail: { tokens: tokens ?? 'stay' } }, { cookies: [cookie] });
  };
}
