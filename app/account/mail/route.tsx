import { z } from 'zod';
import { writeRoute } from '@/app/_account/write-route.tsx';
import { asReader, ownRule } from '@/lib/auth/account-rule.ts';
import { flagField, listField } from '@/lib/auth/fields.ts';
import { done } from '@/lib/auth/outcome.ts';
import { DIGESTS, saveWish } from '@/lib/store/letters/wish-row.ts';

const BODY = z.strictObject({
  digest: z.enum(DIGESTS),
  /** `*` or nothing: every list. A list one may not see gives an empty digest, and so does one that is not here. */
  list: z.union([listField, z.literal('')]).optional(),
  notify: flagField,
});

/** Which mails one wants. */
export const POST = writeRoute(
  ownRule('account.mail', BODY),
  asReader(async ({ body, credential }) => async (write) => {
    const list = body.list === undefined || body.list === '' || body.list === '*' ? null : body.list;
    const wish = { digest: body.digest, list, notify: body.notify };
    await saveWish(write, credential.reader.accountId, wish);
    return done('/account#mail', { detail: wish });
  }),
);
