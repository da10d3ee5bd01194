import { z } from 'zod';
import { LinkMade } from '@/app/_account/link-page.tsx';
import { writeRoute } from '@/app/_account/write-route.tsx';
import { adminRule } from '@/lib/auth/account-rule.ts';
import { idField } from '@/lib/auth/fields.ts';
import { makeLink } from '@/lib/auth/link.ts';
import { refused, shown } from '@/lib/auth/outcome.ts';
import { lockAccount } from '@/lib/store/account/account-row.ts';

export const POST = writeRoute(
  adminRule('admin.reset', z.strictObject({ account: idField })),
  async ({ body, request, settings }) =>
    async (write) => {
      const account = await lockAccount(write, body.account);
      if (account === null || account.isDisabled) {
        return refused(404, 'NOT_FOUND', 'There is no such account, or it is disabled.', 'Reload the page.');
      }
      const { id: accountId, email } = account;
      const link = await makeLink(write, { kind: 'reset', accountId, email }, settings);
      const page = (
        <LinkMade what="A new password" url={link.url} from={request} byMail={settings.smtp !== null} />
      );
      return shown(page, { link: link.url }, { target: email }, { afterwards: link.mail });
    },
);
