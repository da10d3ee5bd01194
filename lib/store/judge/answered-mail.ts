import type { Mailbox } from '@/lib/mail/email.ts';
import { queryPage, sql } from '@/lib/store/database/prisma.ts';

/** What a reply needs of the mail it answers. `sentAt` in epoch milliseconds. */
type Answered = {
  readonly messageId: string;
  readonly references: readonly string[];
  readonly subject: string;
  readonly from: Mailbox;
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  readonly sentAt: number | null;
  readonly body: string;
};

/** The mail that a reply answers, as the reader may see it; null when it is not here. */
export async function loadAnswered(messageId: string): Promise<Answered | null> {
  return queryPage<Answered>(sql`
    SELECT json_build_object('messageId', m.message_id, 'references', m.reference_ids, 'subject', m.subject,
      'from', json_build_object('name', m.from_name, 'email', m.from_email), 'to', m.to_mailboxes,
      'cc', m.cc_mailboxes, 'sentAt', (extract(epoch FROM m.sent_at) * 1000)::float8, 'body', m.body)::text AS page
    FROM derived.message m WHERE m.message_id = ${messageId} AND m.first_of_id LIMIT 1`);
}
