import type { MessageId } from '@/lib/mail/email.ts';
import type { AttachedPatch } from '@/lib/mail/patches/attached-patches.ts';
import type { PatchRange } from '@/lib/mail/signals/patch-numbers.ts';
import type { Trailer } from '@/lib/mail/trailers.ts';

/**
 * What a message says about series, found by itself alone: a pure function of its subject, sender and body. Computed
 * once when the message is parsed and stored with it, so that series are derived without bodies. Offsets are UTF-16
 * code units in the body.
 */
export type MessageFacts = {
  /** The body carries a patch of its own (unquoted), or one is attached. */
  readonly hasDiff: boolean;
  /** A diffstat stands in the author's own text: the sign of a cover letter. */
  readonly hasDiffstat: boolean;
  /** `git patch-id --stable` of the patch, 40 hex digits; null without a diff. Several attached have one each. */
  readonly patchId: string | null;
  readonly trailers: readonly Trailer[];
  /** Value of a `change-id:` line of its own (b4); `prerequisite-change-id` does not count. */
  readonly changeId: string | null;
  /** Messages named in the author's own text: archive addresses, patch.msgid.link, `Supersedes:` lines. */
  readonly citations: readonly Citation[];
  /** Words that move a series, in the order of the body. */
  readonly signals: readonly Signal[];
  /** What it asks to be pulled, as git request-pull writes it: `URL branch`; null when it does not. */
  readonly pull: string | null;
  /** Null for a person; else the robot's name, e.g. `kernel test robot`. */
  readonly robot: string | null;
  /** The patches that are attached to a body without one, in their order; left out where there are none. */
  readonly attached?: readonly AttachedPatch[];
  /** That a tree took a commit or let it go, which the tree's own mail tells; left out in all other mail. */
  readonly note?: TreeNote;
  /** The latest version whose changes it lists, where its title may say that version; left out elsewhere. */
  readonly changes?: number;
  /** Titles of the commits that it says it reverts; left out where it says none. */
  readonly reverts?: readonly string[];
  /** It asks its reader something; left out where it does not. */
  readonly asks?: boolean;
  /** The mail says format=flowed (RFC 3676) of a body with a patch; left out where it does not. */
  readonly flowed?: boolean;
};

/** What a tree tells of one commit, or a maintainer's thanks of several: see tree-note.ts. */
export type TreeNote = {
  /** `mm` for all branches of -mm, `tip sched/core`, `usb-next`, `6.6-stable`. */
  readonly tree: string;
  readonly kind: 'taken' | 'dropped';
  /** A stable tree: what it takes is in its own tree already. */
  readonly backport?: true;
  /** Thanks under the name of a person, or of a robot that names several patches. */
  readonly thanks?: true;
  /** Of the commits, as they are in the tree. */
  readonly titles: readonly string[];
  /** Address of who wrote the commit, in lower case; null where the mail does not say. */
  readonly author: string | null;
  /** Messages that `Link:` and `Message-ID:` lines name; none in the mail of a repository's hook. */
  readonly ids: readonly MessageId[];
  /** The one that is named has an address that tools write for the mail a commit was made of. */
  readonly isSource?: true;
  /** The words that say it. */
  readonly start: number;
  readonly end: number;
};

export type Citation = {
  readonly id: MessageId;
  /** What stands before it on the line: `v1`, `RFC`, `supersedes`, or null. */
  readonly label: string | null;
  readonly start: number;
  readonly end: number;
};

export type SignalKind =
  /** A maintainer took it: "Applied, thanks", "queued for 6.12", a pull request that was merged. */
  | 'applied'
  /** A maintainer took some of its patches: "Queued 1-2". */
  | 'applied-in-part'
  /** Somebody let go what a tree had taken: "I've dropped this from my tree". */
  | 'dropped'
  /** It went into another patch: "Squashed in, thanks", by who keeps the tree or by the author of that. */
  | 'folded'
  /** "NAK" at the head of a sentence. */
  | 'nak'
  /** The author will send another version, or says what it will change. */
  | 'respin-promised'
  /** The author takes it back: "please ignore", "self-NAK", "dropping this". */
  | 'withdrawn'
  /** A reviewer asks for change or doubts correctness. */
  | 'change-asked'
  /** Looks good without a trailer. */
  | 'looks-good'
  /** Whoever posts asks whether he may push it: "OK for trunk?" */
  | 'asks-approval'
  /** "OK." alone: an approval where one was asked for, elsewhere no more than "I see". */
  | 'agreed'
  /** The author says that it takes the place of an earlier posting: "This replaces my previous patch". */
  | 'replaces';

export type Signal = {
  readonly kind: SignalKind;
  readonly start: number;
  readonly end: number;
  /** Which patches, for `applied-in-part`, and for `applied` where a list names them all. */
  readonly patches?: readonly PatchRange[];
  /** For `applied` that names the branch or commit; left out where nothing is named. */
  readonly inTree?: true;
  /** For `applied` that calls what was applied the series; left out elsewhere. */
  readonly ofSeries?: true;
  /** For `applied` of `this one`: of a posting without a cover no more than the patch that it answers. */
  readonly ofOne?: true;
  /** For `applied` and `dropped` that name the version; left out elsewhere. */
  readonly version?: number;
  /** For `dropped` that names the version which was taken in its place: "pulled v3 by accident, now v4". */
  readonly instead?: number;
  /**
   * For `withdrawn` in words that a maintainer uses as well: "I'm dropping this series"; for `change-asked` in words
   * that an author does: "please drop this patch".
   */
  readonly drops?: true;
  /**
   * For `withdrawn` of what is called no posting: `I withdraw the idea`, which is the posting where that is an RFC, and
   * `Let's drop this`.
   */
  readonly what?: 'idea' | 'this';
  /** For `change-asked` that prefers, doubts or suggests; left out of what is told. */
  readonly soft?: true;
  /** For `looks-good` that says that the author may push: "OK for trunk"; left out elsewhere. */
  readonly approves?: true;
};
