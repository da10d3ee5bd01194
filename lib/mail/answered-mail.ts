import type { Mailbox } from '@/lib/mail/email.ts';

/** What a reply needs of the mail it answers. Times in epoch milliseconds. */
export type AnsweredMail = {
  readonly messageId: string;
  readonly references: readonly string[];
  readonly subject: string;
  readonly from: Mailbox;
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  readonly sentAt: number | null;
  readonly body: string;
};
