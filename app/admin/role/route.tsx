import { z } from 'zod';
import { writeRoute } from '@/app/_account/write-route.tsx';
import { adminRule } from '@/lib/auth/account-rule.ts';
import { idField, listField, roleField } from '@/lib/auth/fields.ts';
import { done, refused } from '@/lib/auth/outcome.ts';
import { lockAccount, saveRole } from '@/lib/store/account/account-row.ts';

const BODY = z.strictObject({
  account: idField,
  list: listField,
  role: z.union([roleField, z.literal('none')]),
});

export const POST = writeRoute(adminRule('admin.role', BODY), async ({ body }) => async (write) => {
  const account = await lockAccount(write, body.account);
  if (account === null) return refused(404, 'NOT_FOUND', 'There is no such account.', 'Reload the page.');
  await saveRole(write, account.id, body.list, body.role === 'none' ? null : body.role);
  return done('/admin', { target: account.email, list: body.list, detail: { role: body.role } });
});
