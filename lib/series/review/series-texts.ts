import type { Mailbox, MessageId } from '@/lib/mail/email.ts';
import type { RangePatch } from '@/lib/series/review/range-text.ts';
import type { ReviewMessage } from '@/lib/series/review/review.ts';

/** A cover (n = 0) or patch with its text; its title is the subject without prefixes. */
export type MemberText = RangePatch & {
  readonly from: Mailbox;
  readonly isCover: boolean;
  readonly patchId: string | null;
  /** Epoch milliseconds. */
  readonly at: number | null;
};

/** A message below a member, with the nearest one at or above it that is a member, and what it answers. */
export type ReplyText = ReviewMessage & { readonly on: MessageId; readonly at: number | null };

/** One posting of a series with all its words: what range-diffs and reviews are computed from. */
export type SeriesTexts = {
  readonly id: MessageId;
  readonly name: string;
  readonly version: number;
  readonly rfc: boolean;
  readonly author: Mailbox;
  /** Cover first, then patches by number; those that never arrived are left out. */
  readonly members: readonly MemberText[];
  /** A reply after what it answers. */
  readonly replies: readonly ReplyText[];
  /** There was more text than a page may hold; what is missing was left out. */
  readonly truncated: boolean;
};

/** What tells members of one posting apart: several patches may be attached to one mail, which is their cover. */
export function memberKey({ messageId, n }: { readonly messageId: MessageId; readonly n: number }): string {
  return `${n} ${messageId}`;
}

export function patchesOf(texts: SeriesTexts): readonly MemberText[] {
  return texts.members.filter((member) => !member.isCover);
}
