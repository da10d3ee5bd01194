import { hasDiff } from '@/lib/mail/diff.ts';
import { type Email, type Mailbox, type MessageId, messageTime } from '@/lib/mail/email.ts';
import type { Threadable } from '@/lib/mail/thread.ts';
import { parseTrailers, type Trailer } from '@/lib/mail/trailers.ts';

/**
 * All that threads and series need to know of a message, without its body: an archive of 100,000 fits in memory this
 * way, and the database holds these as columns of `derived.message`.
 */
export type Skeleton = Threadable & {
  readonly contentHash: string;
  readonly subject: string;
  readonly from: Mailbox;
  readonly lists: readonly string[];
  /** The body carries a patch of its own. */
  readonly hasDiff: boolean;
  /** Trailers of the author's own words. */
  readonly trailers: readonly Trailer[];
  readonly inReplyTo: MessageId | null;
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
    hasDiff: hasDiff(email.body),
    trailers: parseTrailers(email.body),
    inReplyTo: email.inReplyTo,
  };
}
