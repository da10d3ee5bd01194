import { hashSecret, makeSecret } from '@/lib/auth/secret.ts';
import { sendMail } from '@/lib/auth/send-mail.ts';
import type { SmtpSettings } from '@/lib/auth/settings.ts';
import {
  type Claim,
  claimLetter,
  finishLetter,
  type LetterKind,
  type LetterState,
} from '@/lib/store/letters/letter-row.ts';
import type { Reader } from '@/lib/store/reader.ts';
import { runWrite, type Write } from '@/lib/store/write.ts';
import { letterFooter } from '@/lib/view/text/letter-text.ts';

/** Where letters come from and lead to, in one round of them. */
export type PostOffice = {
  readonly smtp: SmtpSettings;
  readonly origin: string;
  /** Aborted when the mail server is away: each further letter would wait for it as long again. */
  readonly away: AbortController;
};

export type Ticket = { readonly claim: Claim; readonly secret: string };

const WHAT: Readonly<Record<LetterKind, string>> = {
  digest: 'a daily digest',
  notifications: 'notifications by mail',
};

/** Claims a letter inside a transaction of the caller, which must commit before anything is sent. */
export async function takeTicket(
  write: Write,
  reader: Reader,
  kind: LetterKind,
  cause: string,
): Promise<Ticket> {
  const secret = makeSecret();
  const letter = { accountId: reader.accountId, kind, cause, unsubscribeHash: hashSecret(secret) };
  return { claim: await claimLetter(write, letter), secret };
}

/** Sends a letter that was claimed; `text` null: there is nothing to tell. */
export async function sendClaimed(
  { smtp, origin, away }: PostOffice,
  reader: Reader,
  kind: LetterKind,
  ticket: { readonly id: string; readonly secret: string },
  letter: { readonly subject: string; readonly text: string } | null,
): Promise<LetterState | 'away'> {
  let state: LetterState | 'away' = 'empty';
  if (letter !== null) {
    const path = `/unsubscribe/${ticket.secret}`;
    state = await sendMail(smtp, {
      to: reader.email,
      subject: letter.subject,
      text: `${letter.text}${letterFooter(origin, path, WHAT[kind])}`,
      unsubscribe: `${origin}${path}`,
      messageId: `${kind}.${ticket.id}@${new URL(origin).hostname}`,
    });
  }
  if (state === 'away') away.abort();
  await runWrite((write) => finishLetter(write, ticket.id, state));
  return state;
}
