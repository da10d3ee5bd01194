import type { Mailbox, MessageId } from '@/lib/mail/email.ts';
import type { Citation } from '@/lib/mail/facts.ts';
import type { Skeleton } from '@/lib/mail/skeleton.ts';

/** A trailer with its provenance: `from` is the message that carries it. */
export type GivenTrailer = { readonly name: string; readonly value: string; readonly from: MessageId };

/** Slot n of a series; a missing patch has no message and no name. */
export type Patch = {
  readonly n: number;
  readonly messageId: MessageId | null;
  readonly name: string;
  readonly patchId: string | null;
  /** Taken over unchanged from the version that a partial reroll mends. */
  readonly carried: boolean;
  readonly trailers: readonly GivenTrailer[];
  /** Address of its author, where it was attached and names him; left out elsewhere. */
  readonly maker?: string;
  /** Titles of the commits that it says it reverts; left out where it says none. Not stored. */
  readonly undoes?: readonly string[];
};

/** One posting of a series, without what only its chain and its discussion can tell. */
export type Posting = {
  /** Message-ID of the cover, else of the lowest patch. */
  readonly id: MessageId;
  readonly threadId: MessageId;
  /** More than one when it was mailed without threading. */
  readonly threadIds: readonly MessageId[];
  /** Cover and patches that belong to it, those carried over left out. */
  readonly memberIds: readonly MessageId[];
  /** Title of the cover, else of the lowest patch. */
  readonly name: string;
  readonly version: number;
  /** 7 of `[PATCHSET v30.7]`. */
  readonly minor: number | null;
  /** The posting some of whose patches it makes anew (reroll.ts). */
  readonly mends: MessageId | null;
  readonly total: number;
  readonly rfc: boolean;
  readonly resend: boolean;
  /** A pull request whose patches were sent along; left out for all else. Not stored. */
  readonly pull?: true;
  /** What else the brackets of its first subject say: for which branch it is (branch.ts). Not stored. */
  readonly branch: readonly string[];
  /** Its subjects say that it is in its tree already: that of the cover, or each that is here. */
  readonly committed: boolean;
  /** It asks whether its author may push it: "OK for trunk?" */
  readonly asksApproval: boolean;
  readonly coverId: MessageId | null;
  readonly author: Mailbox;
  /** Addresses that sent a member, the author's too. */
  readonly senders: readonly string[];
  readonly lists: readonly string[];
  /** Epoch milliseconds of the first member. */
  readonly sentAt: number;
  /** Slots 1 to total. */
  readonly patches: readonly Patch[];
  readonly complete: boolean;
  readonly changeId: string | null;
  /** Cover or first patch say that it takes the place of an earlier posting, whichever that is. */
  readonly replaces: boolean;
  /** What cover or first patch name of other messages. */
  readonly citations: readonly Citation[];
  /** See keys.ts. */
  readonly keys: readonly string[];
  readonly discussion: Discussion;
  /** What trees told of its patches in mails of their own, in order of time (taken.ts). */
  readonly taken: readonly Taken[];
  /** What its author says that he pushed and let go himself (pushes.ts). Not stored, as answers are not. */
  readonly pushes: readonly Push[];
  /** What patches that revert some of it took of it, in order of time (reverts.ts). The last word is stored. */
  readonly reverts: readonly Reverted[];
  /** The patches that revert some of it, whether or not anybody took them, in order of time. */
  readonly undone: readonly Undone[];
};

/** That a patch of the posting `by` reverts these patches of a posting, by their numbers. */
export type Undone = { readonly by: MessageId; readonly patches: readonly number[] };

/** That the author of a posting pushed it, or let it go then, by the words of `cause` below the member `to`. */
export type Push = { readonly held: boolean; readonly to: MessageId; readonly cause: Cause };

/** That a patch of the posting `by`, which reverts some of a posting, was taken, or `lifted`: let go or reverted. */
export type Reverted = {
  readonly by: MessageId;
  /** Numbers of the patches that it reverts. */
  readonly patches: readonly number[];
  readonly lifted: boolean;
  readonly cause: Cause;
};

/** Words that caused something: offsets in the body, start = end = 0 for the message as a whole. */
export type Cause = {
  readonly messageId: MessageId;
  readonly start: number;
  readonly end: number;
  /** Epoch milliseconds of the message. */
  readonly at: number;
};

/** That a tree took patches of a posting, or let them go. */
export type Taken = {
  /** The mail that says it, who sent it (lower case), and when (epoch milliseconds). */
  readonly messageId: MessageId;
  readonly by: string;
  readonly at: number;
  readonly robot: boolean;
  /** As TreeNote has them. */
  readonly tree: string;
  readonly kind: 'taken' | 'dropped';
  readonly backport: boolean;
  /** Numbers of the patches. */
  readonly patches: readonly number[];
  /** The words in the body of the mail. */
  readonly start: number;
  readonly end: number;
};

/** The answers below a posting's members. */
export type Discussion = {
  readonly replies: number;
  /** Epoch milliseconds of the newest member or answer. */
  readonly movedAt: number;
  /** In order of time. Not stored: what states are judged by. */
  readonly answers: readonly Answer[];
};

/** A message below a member of a posting, and the member it is below. */
export type Answer = { readonly to: MessageId; readonly message: Skeleton };

/** docs/series-state.md says when each applies. */
export const SERIES_STATES = [
  'new',
  'under-review',
  'changes-requested',
  'waiting-on-author',
  'reviewed',
  'accepted',
  'superseded',
  'rejected',
  'withdrawn',
] as const;
export type SeriesState = (typeof SERIES_STATES)[number];

export type Turn = 'author' | 'reviewers' | 'maintainer' | 'nobody';

/** A state with the rule that set it and the words that caused it (start = end = 0: the message as a whole). */
export type StateReason = {
  readonly state: SeriesState;
  /** Who is to act next, and since when (epoch milliseconds). */
  readonly turn: Turn;
  readonly turnSince: number;
  readonly rule: string;
  readonly because: { readonly messageId: MessageId; readonly start: number; readonly end: number };
};

export type Series = Posting & {
  /** Id of the first posting of its version chain. */
  readonly chainId: MessageId;
  readonly reason: StateReason;
  readonly supersedes: MessageId | null;
  readonly supersededBy: MessageId | null;
  readonly follows: MessageId | null;
};
