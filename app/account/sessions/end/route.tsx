import { z } from 'zod';
import { writeRoute } from '@/app/_account/write-route.tsx';
import { asReader, ownRule } from '@/lib/auth/account-rule.ts';
import { idField } from '@/lib/auth/fields.ts';
import { done, refused } from '@/lib/auth/outcome.ts';
import { deleteSession } from '@/lib/store/account/session-row.ts';

export const POST = writeRoute(
  ownRule('account.session-end', z.strictObject({ id: idField })),
  asReader(async ({ body, credential }) => async (write) => {
    const session = await deleteSession(write, credential.reader.accountId, body.id);
    if (session === null)
      return refused(404, 'NOT_FOUND', 'You have no such session.', 'Reload your account page.');
    // An id of a session that is gone says nothing to who reads the audit.
    return done('/account', { target: [session.address, session.agent].join(' ').trim() });
  }),
);
