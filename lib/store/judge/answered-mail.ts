import type { AnsweredMail } from '@/lib/mail/answered-mail.ts';
import { queryPage, sql } from '@/lib/store/database/prisma.ts';

/** The mail that a reply answers, as the reader may see it; null when it is not here. */
export async function loadAnswered(messageId: string): Promise<AnsweredMail | null> {
  return queryPage<AnsweredMail>(sql`
    SELECT json_build_object('messageId', m.message_id, 'references', m.reference_ids, 'subject', m.subject,
      'from', json_build_object('name', m.from_name, 'email', m.from_email), 'to', m.to_mailboxes,
      'cc', m.cc_mailboxes, 'sentAt', (extract(epoch FROM m.sent_at) * 1000)::float8, 'body', m.body)::text AS page
    FROM derived.message m WHERE m.message_id = ${messageId} AND m.first_of_id LIMIT 1`);
}
