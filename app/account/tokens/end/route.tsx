import { z } from 'zod';
import { writeRoute } from '@/app/_account/write-route.tsx';
import { asReader, ownRule } from '@/lib/auth/account-rule.ts';
import { idField } from '@/lib/auth/fields.ts';
import { done, refused } from '@/lib/auth/outcome.ts';
import { deleteToken } from '@/lib/store/account/session-row.ts';

export const POST = writeRoute(
  ownRule('account.token-end', z.strictObject({ id: idField })),
  asReader(async ({ body, credential }) => async (write) => {
    const name = await deleteToken(write, credential.reader.accountId, body.id);
    if (name === null)
      return refused(404, 'NOT_FOUND', 'You have no such token.', 'Reload your account page.');
    return done('/account', { target: name });
  }),
);
