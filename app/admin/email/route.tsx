import { z } from 'zod';
import { LinkMade } from '@/app/_account/link-page.tsx';
import { writeRoute } from '@/app/_account/write-route.tsx';
import { adminRule } from '@/lib/auth/account-rule.ts';
import { idField } from '@/lib/auth/fields.ts';
import { makeLink } from '@/lib/auth/link.ts';
import { refused, shown } from '@/lib/auth/outcome.ts';
import { lockAccount } from '@/lib/store/account/account-row.ts';
import { findNewEmail } from '@/lib/store/account/email-row.ts';

/** The link for the address that the owner of an account asked for, for the admin to send there. */
export const POST = writeRoute(
  adminRule('admin.email', z.strictObject({ account: idField })),
  async ({ body, request, settings }) =>
    async (write) => {
      const account = await lockAccount(write, body.account);
      const email = account === null ? null : await findNewEmail(write, account.id);
      if (account === null || account.isDisabled || email === null) {
        return refused(404, 'NOT_FOUND', 'Nobody asked for another address there.', 'Reload the page.');
      }
      const link = await makeLink(write, { kind: 'email', accountId: account.id, email }, settings);
      const page = (
        <LinkMade what={`For ${email} alone`} url={link.url} from={request} byMail={settings.smtp !== null} />
      );
      return shown(
        page,
        { link: link.url },
        { target: account.email, detail: { email } },
        { afterwards: link.mail },
      );
    },
);
