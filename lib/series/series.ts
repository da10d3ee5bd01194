import type { Mailbox, MessageId } from '@/lib/mail/email.ts';

/** A trailer with its provenance: `from` is the message that carries it. */
export type GivenTrailer = { readonly name: string; readonly value: string; readonly from: MessageId };

/** Slot n of a series; a missing patch has no message and no name. */
export type Patch = {
  readonly n: number;
  readonly messageId: MessageId | null;
  readonly name: string;
  readonly trailers: readonly GivenTrailer[];
};

/** One posting of a series, without what only its chain and its discussion can tell. */
export type Posting = {
  /** Message-ID of the cover, else of the lowest patch. */
  readonly id: MessageId;
  readonly threadId: MessageId;
  /** Title of the cover, else of the lowest patch. */
  readonly name: string;
  readonly chainKey: string;
  readonly version: number;
  readonly total: number;
  readonly rfc: boolean;
  readonly resend: boolean;
  readonly coverId: MessageId | null;
  readonly author: Mailbox;
  readonly lists: readonly string[];
  /** Epoch milliseconds of the first member. */
  readonly sentAt: number;
  /** Slots 1 to total. */
  readonly patches: readonly Patch[];
  readonly complete: boolean;
  readonly discussion: Discussion;
};

/** The answers below a posting's members. */
export type Discussion = {
  readonly replies: number;
  /** Epoch milliseconds of the newest member or answer. */
  readonly movedAt: number;
  /** First answer by somebody other than the author, null when there is none. */
  readonly firstAnswer: MessageId | null;
};

export type SeriesState = 'new' | 'under-review' | 'reviewed' | 'superseded';

/** A state with the rule that set it and the words that caused it (start = end = 0: the message as a whole). */
export type StateReason = {
  readonly state: SeriesState;
  readonly rule: string;
  readonly because: { readonly messageId: MessageId; readonly start: number; readonly end: number };
};

export type Series = Posting & {
  readonly reason: StateReason;
  readonly supersedes: MessageId | null;
  readonly supersededBy: MessageId | null;
  readonly follows: MessageId | null;
};
