import { hashSecret, makeSecret } from '@/lib/auth/secret.ts';
import { sendMail } from '@/lib/auth/send-mail.ts';
import type { Settings } from '@/lib/auth/settings.ts';
import { insertLink, type LinkPurpose } from '@/lib/store/account/link-row.ts';
import type { Write } from '@/lib/store/write.ts';

/** Hours a link works. A reset is taken at once by whoever asked for it; an invite may wait for a Monday. */
export const LINK_HOURS: Readonly<Record<LinkPurpose['kind'], number>> = {
  setup: 24,
  invite: 168,
  reset: 2,
  email: 24,
};

export type MadeLink = {
  /** With our host when the operator said what it is; never with one that a request names. */
  readonly url: string;
  /** Mails it, where there is a mail server. */
  readonly mail: () => void;
};

/** A link that works once, in place of an earlier one for the same. */
export async function makeLink(
  write: Write,
  purpose: Exclude<LinkPurpose, { kind: 'setup' }>,
  settings: Settings,
): Promise<MadeLink> {
  const secret = makeSecret();
  const hours = LINK_HOURS[purpose.kind];
  await insertLink(write, { ...purpose, tokenHash: hashSecret(secret), hours });
  const url = `${settings.origin ?? ''}${linkPath(purpose.kind, secret)}`;
  const { smtp } = settings;
  const mail = { to: purpose.email, ...textOf(purpose.kind, url, hours) };
  return {
    url,
    mail: () => {
      if (smtp !== null) void sendMail(smtp, mail);
    },
  };
}

export function linkPath(kind: LinkPurpose['kind'], secret: string): string {
  return `/${kind === 'reset' || kind === 'email' ? kind : 'invite'}/${secret}`;
}

function textOf(
  kind: 'invite' | 'reset' | 'email',
  url: string,
  hours: number,
): { subject: string; text: string } {
  if (kind === 'email') {
    return {
      subject: 'This address for Docket',
      text: [
        'Somebody with an account at Docket wants it to have this address. Confirm it here; the link works once,',
        `for ${hours} hours:\n\n${url}\n\nIf it was not you, nothing needs to be done.\n`,
      ].join('\n'),
    };
  }
  return kind === 'invite'
    ? {
        subject: 'Invitation to Docket',
        text: [
          'You are invited to Docket. Choose a name and a password here; the link works once,',
          `for ${hours / 24} days:\n\n${url}\n`,
        ].join('\n'),
      }
    : {
        subject: 'A new password for Docket',
        text: [
          'Somebody asked for a new password for this address. Choose it here; the link works once,',
          `for ${hours} hours:\n\n${url}\n\nIf it was not you, nothing needs to be done.\n`,
        ].join('\n'),
      };
}
