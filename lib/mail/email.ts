import type { Problem } from '@/lib/base/problem.ts';
import type { MessageFacts } from '@/lib/mail/facts.ts';

/** A Message-ID without angle brackets, at most 998 bytes. The only public name of a message. */
export type MessageId = string & { readonly __brand: 'MessageId' };

/** What a source yields: one message as the archive holds it. */
export type RawMessage = {
  /** Bytes as stored in the archive: mbox quoting undone, no From_ line, line ends untouched. */
  readonly bytes: Uint8Array;
  /** Inbox name the source says this message belongs to, or null to go by its headers. */
  readonly list: string | null;
  /** Where in the source it stands, for problems: `byte 1024`, `commit 1f2e…`, `cur/1234.eml`. */
  readonly where: string;
};

/** RFC 5322 mailbox. `name` is the decoded display name, empty when there is none. */
export type Mailbox = { readonly name: string; readonly email: string };

/** One decoded message: a pure function of its raw bytes. Times are epoch milliseconds, UTC. */
export type Email = {
  readonly messageId: MessageId;
  /** Hex SHA-256 over From, Subject, Date, To/Cc, references and decoded bodies; transport headers left out. */
  readonly contentHash: string;
  /** Hex SHA-256 of `body` as UTF-8. */
  readonly bodyHash: string;
  readonly from: Mailbox;
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  /** From the Date field; null when missing, unreadable or not sane. */
  readonly sentAt: number | null;
  /** From the newest readable Received field; null when there is none. */
  readonly receivedAt: number | null;
  /** Decoded, unfolded Subject, empty when there is none. */
  readonly subject: string;
  readonly inReplyTo: MessageId | null;
  /** Ancestor chain, oldest first, without repeats: References, then In-Reply-To last (it outranks, RFC 5322 3.6.4). */
  readonly references: readonly MessageId[];
  /** Lists named by List-Id and X-Mailing-List, e.g. `linux-xfs`; sorted. */
  readonly lists: readonly string[];
  /** First text/plain part as `../shared/contract/analyze.md` defines it; offsets are UTF-16 code units in it. */
  readonly body: string;
  /** Text of the patches that are attached to a body without one (lib/mail/patches/attached-patches.ts), else null. */
  readonly attached: string | null;
  readonly facts: MessageFacts;
  /** A copy put together from what Patchwork shows, not the mail itself (lib/mail/patchwork/copies.ts). */
  readonly reconstructed: boolean;
  /** Hash of author, minute and words: equal for a copy and its mail. Null without a sane date. */
  readonly matchKey: string | null;
  readonly problems: readonly Problem[];
};

/** The time a message is ordered by: Date when sane, else Received, else 0 (sorts first). */
export function messageTime(message: {
  readonly sentAt: number | null;
  readonly receivedAt: number | null;
}): number {
  return message.sentAt ?? message.receivedAt ?? 0;
}
