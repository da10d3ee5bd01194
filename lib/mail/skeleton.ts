import { type Email, type Mailbox, type MessageId, messageTime } from '@/lib/mail/email.ts';
import type { MessageFacts } from '@/lib/mail/facts.ts';
import type { Threadable } from '@/lib/mail/thread.ts';

/**
 * All that threads and series need to know of a message, without its body: an archive of 100,000 fits in memory this
 * way, and the database holds these as columns of `derived.message`.
 */
export type Skeleton = Threadable & {
  readonly contentHash: string;
  readonly subject: string;
  readonly from: Mailbox;
  readonly lists: readonly string[];
  readonly facts: MessageFacts;
  readonly inReplyTo: MessageId | null;
  readonly reconstructed: boolean;
  readonly matchKey: string | null;
};

/** The skeleton of a message, computed from its content; `lists` and `firstOfId` are the archive's to know. */
export function skeletonOf(
  email: Email,
  archived: { readonly key: string; readonly firstOfId: boolean; readonly lists: readonly string[] },
): Skeleton {
  return {
    key: archived.key,
    messageId: email.messageId,
    contentHash: email.contentHash,
    firstOfId: archived.firstOfId,
    references: email.references,
    time: messageTime(email),
    subject: email.subject,
    from: email.from,
    lists: archived.lists,
    facts: email.facts,
    inReplyTo: email.inReplyTo,
    reconstructed: email.reconstructed,
    matchKey: email.matchKey,
  };
}

/** The message of each Message-ID: of several that which owns it, whatever others send under it. */
export function byMessageId(messages: readonly Skeleton[]): ReadonlyMap<MessageId, Skeleton> {
  const found = new Map<MessageId, Skeleton>();
  for (const message of messages) {
    if (message.firstOfId || !found.has(message.messageId)) found.set(message.messageId, message);
  }
  return found;
}
