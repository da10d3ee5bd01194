import type { ExtractedDesign, PlacedItem } from '@/lib/design/extract.ts';
import type { ItemId, Option } from '@/lib/design/item.ts';
import type { AnchorMessage } from '@/lib/judge/anchor.ts';
import type { Evidence, Judgement } from '@/lib/judge/judgement.ts';
import type { Mailbox, MessageId } from '@/lib/mail/email.ts';

/** A message that judgements speak of. `at` in epoch milliseconds. */
export type JudgedMessage = AnchorMessage & {
  readonly by: Mailbox;
  readonly at: number;
  readonly threadId: MessageId;
};

export type AttachedEvidence = { readonly by: Judgement; readonly evidence: Evidence };

/** An item as people left it. One that was judged keeps the id under which it was judged first. */
export type JudgedItem = PlacedItem & {
  /** Whether somebody said that it is one; null when nobody did. */
  readonly verdict: 'accepted' | 'rejected' | null;
  /** Whether the extractor finds it too. */
  readonly extracted: boolean;
  /** Every judgement on it, the undone ones too, in order. */
  readonly history: readonly Judgement[];
  /** The last judgement on it: what a new one is made on top of. */
  readonly head: string | null;
  readonly evidence: readonly AttachedEvidence[];
};

export type JudgedOption = Option & {
  /** The last judgements that joined or parted it. */
  readonly heads: readonly string[];
};

/** A judgement that has nothing to hold on to, and why. Listed, never dropped. */
export type Unresolved = {
  readonly judgement: Judgement;
  readonly why: 'message-missing' | 'words-missing' | 'other-missing' | 'no-option' | 'no-such-status';
};

export type JudgedDesign = Omit<ExtractedDesign, 'items' | 'options'> & {
  readonly items: readonly JudgedItem[];
  readonly options: readonly JudgedOption[];
  /** What people said is none. */
  readonly rejected: readonly JudgedItem[];
  readonly unresolved: readonly Unresolved[];
  /** From every id of an item, the extractor's and those it was judged under, to its own. */
  readonly ids: ReadonlyMap<ItemId, ItemId>;
};
