import type { Subject } from '@/lib/mail/fields/subject.ts';

/** What mails say about the version of a posting. Who reads a mail writes it down here, and decides nothing. */
export type VersionClues = {
  /** Its first mail, whose subject counts unless it is that of what the mail answers. */
  readonly subject: Pick<Subject, 'reply' | 'version' | 'minor'>;
  /** Patches attached to its first mail, by file name or the subject inside. */
  readonly attached: number | null;
  /** The first patch below a cover that says none. */
  readonly firstPatch: number | null;
  /** A cover that was found after the patches. */
  readonly cover: Pick<Subject, 'version' | 'minor'> | null;
  /** The version of the posting whose patches it makes anew. */
  readonly mended: number | null;
  /** 2 of `foo, v2`, or of a title `foo v2` that is known to say a version (named-versions.ts). */
  readonly named: number | null;
  /** 5 and 1 of `[PATCH v5.1]`, which is a kernel unless there is more to it. */
  readonly dotted: Subject['dotted'];
  /** Its author posted a v5 of that name before. */
  readonly isDottedKnown: boolean;
};

/** Which of the clues decided; `unsaid` is a first version that says nothing. */
export type VersionReason =
  | 'attached'
  | 'subject'
  | 'first-patch'
  | 'named'
  | 'mended'
  | 'dotted'
  | 'cover'
  | 'unsaid';

export type PostingVersion = {
  readonly version: number;
  /** 1 of v5.1, where that is a version. */
  readonly minor: number | null;
  readonly reason: VersionReason;
  /** It was written by who posted it: no later clue changes it, and it is not mixed with another. */
  readonly isWritten: boolean;
};

/** Of a mail alone: what `VersionClues` are while nothing else is known. */
export function cluesOf(
  subject: Pick<Subject, 'reply' | 'version' | 'minor' | 'dotted'>,
  attached: number | null,
): VersionClues {
  const { reply, version, minor, dotted } = subject;
  const later = { firstPatch: null, cover: null, named: null, mended: null, isDottedKnown: false };
  return { subject: { reply, version, minor }, attached, dotted, ...later };
}

/** The version of a posting, the only place that decides it: the first clue that says one, in the order below. */
export function decideVersion(clues: VersionClues): PostingVersion {
  const { subject, attached, firstPatch, named, mended, cover, dotted, isDottedKnown } = clues;
  const whole = (version: number, reason: VersionReason): PostingVersion => {
    return { version, minor: minorOf(version, clues), reason, isWritten: WRITTEN.has(reason) };
  };
  // An answer bears the subject of what it answers: the version of that.
  if (!subject.reply && subject.version !== null) return whole(subject.version, 'subject');
  if (attached !== null) return whole(attached, 'attached');
  if (firstPatch !== null) return whole(firstPatch, 'first-patch');
  if (named !== null) return whole(named, 'named');
  if (mended !== null) return whole(mended, 'mended');
  if (dotted !== null && isDottedKnown) return whole(dotted.version, 'dotted');
  if (cover?.version != null) return whole(cover.version, 'cover');
  return whole(1, 'unsaid');
}

/** What stands behind the point, where the number before it turned out to be the version. */
function minorOf(
  version: number,
  { subject, cover, dotted, mended, isDottedKnown }: VersionClues,
): number | null {
  const isVersion = isDottedKnown || mended !== null;
  if (isVersion && dotted?.version === version) return dotted.minor;
  if (!subject.reply && subject.version === version && subject.minor !== null) return subject.minor;
  return cover?.version === version ? cover.minor : null;
}

/** Said by who posted it. */
const WRITTEN: ReadonlySet<VersionReason> = new Set(['attached', 'subject', 'first-patch', 'named']);

/** What has a version that more may be learnt of. */
export type Versioned = { clues: VersionClues; version: PostingVersion };

export function learnVersion(of: Versioned, more: Partial<VersionClues>): void {
  of.clues = { ...of.clues, ...more };
  of.version = decideVersion(of.clues);
}
