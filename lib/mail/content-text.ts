import type { Mailbox, MessageId } from '@/lib/mail/email.ts';

/** The parts of a message that its author wrote; what lists and relays add is not among them. */
export type Content = {
  readonly from: Mailbox;
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  readonly subject: string;
  readonly sentAt: number | null;
  /** Date field as written, used when `sentAt` is null. */
  readonly dateText: string;
  readonly references: readonly MessageId[];
  readonly body: string;
};

/**
 * The text whose SHA-256 is a message's content hash. Copies of one message from two lists give the same text, another
 * message under the same Message-ID gives another: no Message-ID, no Received, no List-*; recipients as one sorted set,
 * because lists and archives reorder them; white space at the end of the body dropped, because mbox files add to it.
 */
export function contentText(content: Content): string {
  const recipients = [...content.to, ...content.cc].map((mailbox) => mailbox.email.toLowerCase());
  const lines = [
    `from ${content.from.name} <${content.from.email.toLowerCase()}>`,
    `subject ${content.subject}`,
    `date ${content.sentAt ?? content.dateText}`,
    `recipients ${[...new Set(recipients)].sort().join(' ')}`,
    `references ${content.references.join(' ')}`,
  ];
  // Values hold no line break once unfolded, so the fields cannot run into each other.
  return `${lines.map((line) => line.replaceAll('\n', ' ')).join('\n')}\n\n${content.body.trimEnd()}`;
}
