import { z } from 'zod';
import { writeRoute } from '@/app/_account/write-route.tsx';
import { adminRule } from '@/lib/auth/account-rule.ts';
import { idField } from '@/lib/auth/fields.ts';
import { done, refused } from '@/lib/auth/outcome.ts';
import { deleteLink } from '@/lib/store/account/link-row.ts';

export const POST = writeRoute(
  adminRule('admin.link-end', z.strictObject({ id: idField })),
  async ({ body }) =>
    async (write) =>
      (await deleteLink(write, body.id))
        ? done('/admin', { target: body.id })
        : refused(404, 'NOT_FOUND', 'There is no such link that waits.', 'Reload the page.'),
);
