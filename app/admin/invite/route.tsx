import { z } from 'zod';
import { LinkMade } from '@/app/_account/link-page.tsx';
import { writeRoute } from '@/app/_account/write-route.tsx';
import { adminRule } from '@/lib/auth/account-rule.ts';
import { emailField, listField, roleField } from '@/lib/auth/fields.ts';
import { makeLink } from '@/lib/auth/link.ts';
import { refused, shown } from '@/lib/auth/outcome.ts';
import { findAccountByEmail } from '@/lib/store/account/account-row.ts';

export const POST = writeRoute(
  adminRule('admin.invite', z.strictObject({ email: emailField, role: roleField, list: listField })),
  async ({ body, request, settings }) =>
    async (write) => {
      const { email, role, list } = body;
      if ((await findAccountByEmail(write, email)) !== null) {
        return refused(
          409,
          'HAS_ACCOUNT',
          'This address has an account.',
          'Set its role, or make a link for a new password.',
        );
      }
      const link = await makeLink(write, { kind: 'invite', email, grant: { list, role } }, settings);
      const page = (
        <LinkMade what="Invitation" url={link.url} from={request} byMail={settings.smtp !== null} />
      );
      const note = { target: email, list, detail: { role } };
      return shown(page, { link: link.url }, note, { afterwards: link.mail });
    },
);
