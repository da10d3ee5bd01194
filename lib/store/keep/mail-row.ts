import type { Email, MessageId } from '@/lib/mail/email.ts';
import type { Column } from '@/lib/store/keep/copy-binary.ts';
import { type CopyBuffer, writeValue } from '@/lib/store/keep/copy-value.ts';

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
export const MAIL_COLUMNS: readonly Column[] = [
  { name: 'body_hash', type: 'text' },
  { name: 'from_name', type: 'text' },
  { name: 'from_email', type: 'text' },
  { name: 'to_mailboxes', type: 'jsonb' },
  { name: 'cc_mailboxes', type: 'jsonb' },
  { name: 'sent_at', type: 'timestamptz' },
  { name: 'received_at', type: 'timestamptz' },
  { name: 'subject', type: 'text' },
  { name: 'in_reply_to', type: 'text' },
  { name: 'reference_ids', type: 'text[]' },
  { name: 'body', type: 'text' },
  { name: 'facts', type: 'jsonb' },
  { name: 'patch_id', type: 'text' },
  { name: 'reconstructed', type: 'bool' },
  { name: 'match_key', type: 'text' },
  { name: 'attached', type: 'text' },
];

/** Writes the fields of `MAIL_COLUMNS`. */
export function writeMailFields(out: CopyBuffer, email: Email): void {
  const values = [
    email.bodyHash,
    email.from.name,
    email.from.email,
    email.to,
    email.cc,
    email.sentAt,
    email.receivedAt,
    email.subject,
    email.inReplyTo,
    email.references,
    email.body,
    email.facts,
    email.facts.patchId,
    email.reconstructed,
    email.matchKey,
    email.attached,
  ];
  for (const [index, { type }] of MAIL_COLUMNS.entries()) writeValue(out, type, values[index] ?? null);
}

/** The columns of cache.message_search that are a function of the message alone. */
export const SEARCH_COLUMNS: readonly Column[] = [
  { name: 'sent_at', type: 'timestamptz' },
  { name: 'received_at', type: 'timestamptz' },
  { name: 'text', type: 'tsvector' },
];

/** Writes the fields of `SEARCH_COLUMNS`; `vector` is what lib/search/search-vector.ts makes. */
export function writeSearchFields(out: CopyBuffer, email: Email, vector: Uint8Array): void {
  writeValue(out, 'timestamptz', email.sentAt);
  writeValue(out, 'timestamptz', email.receivedAt);
  writeValue(out, 'tsvector', vector);
}
