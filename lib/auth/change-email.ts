import type { Passed, PassedReader } from '@/lib/auth/guard.ts';
import { makeLink } from '@/lib/auth/link.ts';
import { type Change, done, type Refused, refused } from '@/lib/auth/outcome.ts';
import { isPassword, isTooBusy } from '@/lib/auth/password.ts';
import { hashSecret, isSecret } from '@/lib/auth/secret.ts';
import { sendMail } from '@/lib/auth/send-mail.ts';
import { refuseBusy } from '@/lib/auth/sign-in.ts';
import { lockAccount } from '@/lib/store/account/account-row.ts';
import { isTakenAddress, lockAddresses, saveEmail, saveNewEmail } from '@/lib/store/account/email-row.ts';
import { deleteResetLinks, takeLink } from '@/lib/store/account/link-row.ts';
import { findPasswordHash } from '@/lib/store/account/reader-row.ts';

type Wanted = { readonly email: string; readonly password: string };

/**
 * Somebody wants another address for the own account. Needs the present password: a session alone, on a machine left
 * open, must not take an account away. Nothing changes until the link that goes to the new address is used; where there
 * is no mail server an admin sees the wish and makes the link. Nobody is told whether the address has an account.
 */
export async function askEmail(passed: PassedReader<Wanted>): Promise<Change<never> | Refused> {
  const { accountId, email: present } = passed.credential.reader;
  const { email, password } = passed.body;
  if (email === present) {
    return refused(400, 'SAME_ADDRESS', 'This is the address you have.', 'Give another.');
  }
  if (isTooBusy()) return refuseBusy();
  const hash = await findPasswordHash(accountId);
  if (!(await isPassword(password, hash))) {
    return refused(403, 'WRONG_PASSWORD', 'That is not the present password.', 'Try again.', {
      note: { list: null, target: present, detail: {}, accountId },
    });
  }
  return async (write) => {
    const account = await lockAccount(write, accountId);
    if (account === null || account.passwordHash !== hash) {
      return refused(409, 'CHANGED', 'The password was changed meanwhile.', 'Sign in again.');
    }
    const note = { target: present, detail: { email } };
    await saveNewEmail(write, accountId, email);
    if (passed.settings.smtp === null) return done('/account', note);
    const link = await makeLink(write, { kind: 'email', accountId, email }, passed.settings);
    return done('/account', note, { afterwards: link.mail });
  };
}

/** The link was used: whoever has it reads mail at the new address. The old one is told, where mail can be sent. */
export async function takeEmail(passed: Passed<object>): Promise<Change<never> | Refused> {
  const token = passed.params['token'] ?? '';
  if (!isSecret(token)) return refuseDead();
  return async (write) => {
    await lockAddresses(write);
    const taken = await takeLink(write, hashSecret(token), 'email');
    const account = taken?.kind === 'email' ? await lockAccount(write, taken.accountId) : null;
    if (taken?.kind !== 'email' || account === null || account.isDisabled) return refuseDead();
    const { email } = taken;
    if (await isTakenAddress(write, email, account.id)) {
      return refused(409, 'HAS_ACCOUNT', 'This address belongs to another account.', 'Choose another.');
    }
    await saveEmail(write, account.id, email);
    // Whoever reads the old address must not set the password any more.
    await deleteResetLinks(write, account.id);
    const { smtp } = passed.settings;
    const told = { to: account.email, subject: 'Your address at Docket', text: textOf(email) };
    return done(
      '/account',
      { target: email, detail: { before: account.email } },
      {
        accountId: account.id,
        afterwards: () => {
          if (smtp !== null) void sendMail(smtp, told);
        },
      },
    );
  };
}

function textOf(email: string): string {
  return [
    `Your account at Docket now has the address ${email}, which its password was given for.`,
    'If it was not you, ask an admin of this Docket.\n',
  ].join('\n');
}

function refuseDead(): Refused {
  return refused(
    404,
    'DEAD_LINK',
    'This link was used, has expired, or is not whole.',
    'Ask for another on your account page.',
  );
}
