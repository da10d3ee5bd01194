import { z } from 'zod';
import { writeRoute } from '@/app/_account/write-route.tsx';
import { asReader, ownRule } from '@/lib/auth/account-rule.ts';
import { flagField, listField } from '@/lib/auth/fields.ts';
import { done, refused } from '@/lib/auth/outcome.ts';
import { DIGESTS, saveWish } from '@/lib/store/letters/wish-row.ts';
import { isKnownList } from '@/lib/store/list.ts';

const BODY = z.strictObject({
  digest: z.enum(DIGESTS),
  /** `*` or nothing: every list. */
  list: z.union([listField, z.literal('')]).optional(),
  notify: flagField,
});

/** Which mails one wants. */
export const POST = writeRoute(
  ownRule('account.mail', BODY),
  asReader(async ({ body, credential }) => {
    const list = body.list === undefined || body.list === '' || body.list === '*' ? null : body.list;
    // The same for a list one may not see as for none: its digests would be empty without a word.
    if (list !== null && !(await isKnownList(list)))
      return refused(
        404,
        'NO_LIST',
        `There is no list ${list} here.`,
        'Leave it empty for every list you may read.',
      );
    const wish = { digest: body.digest, list, notify: body.notify };
    return async (write) => {
      await saveWish(write, credential.reader.accountId, wish);
      return done('/account#mail', { detail: wish });
    };
  }),
);
