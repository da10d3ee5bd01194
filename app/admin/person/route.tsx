import { z } from 'zod';
import { writeRoute } from '@/app/_account/write-route.tsx';
import { adminRule } from '@/lib/auth/account-rule.ts';
import { emailField, flagField, idField } from '@/lib/auth/fields.ts';
import { done, refused } from '@/lib/auth/outcome.ts';
import { deletePerson, lockAccount, savePerson } from '@/lib/store/account/account-row.ts';

const BODY = z.strictObject({ account: idField, email: emailField, claims: flagField });

/** Says that an address in mail belongs to an account, or not. A display name proves nothing, so an admin decides. */
export const POST = writeRoute(adminRule('admin.person', BODY), async ({ body }) => async (write) => {
  const account = await lockAccount(write, body.account);
  if (account === null) return refused(404, 'NOT_FOUND', 'There is no such account.', 'Reload the page.');
  const changed = body.claims
    ? await savePerson(write, account.id, body.email)
    : await deletePerson(write, account.id, body.email);
  if (!changed) {
    return body.claims
      ? refused(409, 'TAKEN', 'This address belongs to another account.', 'Take it from that one first.')
      : refused(404, 'NOT_FOUND', 'This address does not belong to it.', 'Reload the page.');
  }
  return done('/admin', { target: account.email, detail: { address: body.email, claims: body.claims } });
});
