import { z } from 'zod';
import { writeRoute } from '@/app/_account/write-route.tsx';
import { adminRule } from '@/lib/auth/account-rule.ts';
import { flagField, listField } from '@/lib/auth/fields.ts';
import { done } from '@/lib/auth/outcome.ts';
import { privacyChanged, savePrivacy } from '@/lib/store/account/list-row.ts';
import { isInboxName } from '@/lib/view/url.ts';

const BODY = z.strictObject({
  list: listField.refine(isInboxName, 'That is no name of a list.'),
  private: flagField,
});

export const POST = writeRoute(adminRule('admin.list', BODY), async ({ body }) => async (write) => {
  await savePrivacy(write, body.list, body.private);
  const note = { list: body.list, detail: { private: body.private } };
  return done('/admin', note, { afterwards: privacyChanged });
});
