import { z } from 'zod';
import { writeRoute } from '@/app/_account/write-route.tsx';
import { asReader, ownRule } from '@/lib/auth/account-rule.ts';
import { idField } from '@/lib/auth/fields.ts';
import { done, refused } from '@/lib/auth/outcome.ts';
import { hasNotification, markRead } from '@/lib/store/letters/notification-row.ts';

/** One, or without `id` all of one's own. Twice changes nothing more. */
export const POST = writeRoute(
  ownRule('account.notifications.read', z.strictObject({ id: idField.optional() })),
  asReader(async ({ body, credential }) => async (write) => {
    const { accountId } = credential.reader;
    const id = body.id ?? null;
    if (id !== null && !(await hasNotification(write, accountId, id))) {
      return refused(404, 'NOT_FOUND', 'There is no such notification.', 'Reload the page.');
    }
    const count = await markRead(write, accountId, id);
    return done('/account/notifications', { detail: { count } }, { value: { count } });
  }),
);
