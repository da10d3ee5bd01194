import type { Judgement } from '@/lib/judge/judgement.ts';
import { findSuggestions, type Suggestion } from '@/lib/judge/suggestions.ts';
import type { Mailbox, MessageId } from '@/lib/mail/email.ts';
import { queryRows, sql } from '@/lib/store/prisma.ts';

/** A `#docket` line of a mail. `said` is the judgement that took it up, undone or not; null while it waits. */
export type LoadedSuggestion = Suggestion & { readonly by: Mailbox; readonly said: string | null };

/**
 * What mails of these threads suggest, read from their bodies each time: nothing of it is stored. `log` is what was
 * judged in them.
 */
export async function loadSuggestions(
  threadIds: readonly string[],
  log: readonly Judgement[],
): Promise<readonly LoadedSuggestion[]> {
  const rows = await queryRows<{
    readonly id: string;
    readonly answers: string | null;
    readonly body: string;
    readonly name: string;
    readonly email: string;
  }>(sql`
    SELECT m.message_id AS id, m.in_reply_to AS answers, m.body, m.from_name AS name, m.from_email AS email
    FROM derived.thread_node n JOIN derived.message m ON m.key = n.message_key
    WHERE n.thread_id = ANY(${threadIds as string[]}::text[]) AND m.first_of_id AND m.in_reply_to IS NOT NULL
      AND position('#docket ' IN m.body) > 0
    ORDER BY coalesce(m.sent_at, m.received_at), m.message_id`);
  const taken = new Map(
    log.flatMap(({ id, suggestedBy: from }) =>
      from === null ? [] : [[`${from.start} ${from.messageId}`, id]],
    ),
  );
  return rows.flatMap(({ id, answers, body, name, email }) =>
    findSuggestions({ messageId: id as MessageId, inReplyTo: answers, body }).map((suggestion) => ({
      ...suggestion,
      by: { name, email },
      said: taken.get(`${suggestion.start} ${suggestion.messageId}`) ?? null,
    })),
  );
}
