import { z } from 'zod';
import { writeRoute } from '@/app/_account/write-route.tsx';
import { adminRule } from '@/lib/auth/account-rule.ts';
import { flagField, idField } from '@/lib/auth/fields.ts';
import { done, refused } from '@/lib/auth/outcome.ts';
import { countAdmins, lockAccount, saveRights } from '@/lib/store/account/account-row.ts';
import { deleteLinksOf } from '@/lib/store/account/link-row.ts';
import { deleteSessions, deleteTokens } from '@/lib/store/account/session-row.ts';

const BODY = z.strictObject({ account: idField, admin: flagField, disabled: flagField });

/** Makes an admin or not, disables or not. The last admin stays one: nobody could undo it but the terminal. */
export const POST = writeRoute(adminRule('admin.rights', BODY), async ({ body }) => async (write) => {
  const admins = await countAdmins(write);
  const account = await lockAccount(write, body.account);
  if (account === null) return refused(404, 'NOT_FOUND', 'There is no such account.', 'Reload the page.');
  const isOne = account.isAdmin && !account.isDisabled;
  const staysOne = body.admin && !body.disabled;
  if (isOne && !staysOne && admins <= 1) {
    return refused(409, 'LAST_ADMIN', 'This is the last admin.', 'Make another one first.');
  }
  await saveRights(write, account.id, { isAdmin: body.admin, isDisabled: body.disabled });
  if (body.disabled) {
    await deleteSessions(write, account.id);
    await deleteTokens(write, account.id);
    await deleteLinksOf(write, account.id);
  }
  return done('/admin', {
    target: account.email,
    detail: { admin: body.admin, disabled: body.disabled },
  });
});
