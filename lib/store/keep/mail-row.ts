import type { Email, MessageId } from '@/lib/mail/email.ts';
import { type Columns, writeFields } from '@/lib/store/keep/copy-row.ts';
import type { CopyBuffer } from '@/lib/store/keep/copy-value.ts';

/**
 * What the archive keeps of a message and what follows from that message alone, as it goes into the tables. Made where
 * the message is parsed: an `Email` that changes threads is copied twice, and its text encoded once more.
 */
export type MailRow = {
  readonly messageId: MessageId;
  readonly contentHash: string;
  /** Lists named by the message itself, sorted. */
  readonly lists: readonly string[];
  readonly reconstructed: boolean;
  readonly problems: readonly { readonly code: string; readonly detail: string }[];
  /** The fields of `MAIL_COLUMNS`, one behind the other, as `writeMailFields` writes them. */
  readonly fields: Uint8Array;
  /** The fields of `SEARCH_COLUMNS`, as `writeSearchFields` writes them. */
  readonly search: Uint8Array;
};

/** The columns of derived.message that are a function of the message alone, but for the two that name it. */
export const MAIL_COLUMNS = {
  body_hash: 'text',
  from_name: 'text',
  from_email: 'text',
  to_mailboxes: 'jsonb',
  cc_mailboxes: 'jsonb',
  sent_at: 'timestamptz',
  received_at: 'timestamptz',
  subject: 'text',
  in_reply_to: 'text',
  reference_ids: 'text[]',
  body: 'text',
  facts: 'jsonb',
  patch_id: 'text',
  reconstructed: 'bool',
  match_key: 'text',
  attached: 'text',
} as const satisfies Columns;

/** Writes the fields of `MAIL_COLUMNS`. */
export function writeMailFields(out: CopyBuffer, email: Email): void {
  writeFields(out, MAIL_COLUMNS, {
    body_hash: email.bodyHash,
    from_name: email.from.name,
    from_email: email.from.email,
    to_mailboxes: email.to,
    cc_mailboxes: email.cc,
    sent_at: email.sentAt,
    received_at: email.receivedAt,
    subject: email.subject,
    in_reply_to: email.inReplyTo,
    reference_ids: email.references,
    body: email.body,
    facts: email.facts,
    patch_id: email.facts.patchId,
    reconstructed: email.reconstructed,
    match_key: email.matchKey,
    attached: email.attached,
  });
}

/** The columns of cache.message_search that are a function of the message alone. */
export const SEARCH_COLUMNS = {
  sent_at: 'timestamptz',
  received_at: 'timestamptz',
  text: 'tsvector',
} as const satisfies Columns;

/** Writes the fields of `SEARCH_COLUMNS`; `vector` is what lib/search/search-vector.ts makes. */
export function writeSearchFields(out: CopyBuffer, email: Email, vector: Uint8Array): void {
  writeFields(out, SEARCH_COLUMNS, { sent_at: email.sentAt, received_at: email.receivedAt, text: vector });
}
