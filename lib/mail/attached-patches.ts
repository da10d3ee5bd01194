import { hasDiff } from '@/lib/mail/diff.ts';
import { parseSubject } from '@/lib/mail/subject.ts';

/** A decoded part beside the text that may be a patch. */
export type AttachedFile = {
  /** Empty when the part has none. */
  readonly fileName: string;
  readonly text: string;
};

export type AttachedPatches = {
  /** All of them in the order of the mail, each closed by a line end. */
  readonly text: string;
  readonly count: number;
  /** The version the first of them that says one says; null when none does. */
  readonly version: number | null;
};

/** `git format-patch -v2` writes `v2-0001-title.patch`; people write `v2-title.patch`. */
const VERSION_IN_NAME = /^v(?<version>\d{1,4})[-_.]/i;
/** The mbox head that git format-patch writes stands at the beginning of the file. */
const HEAD_LENGTH_MAX = 2_000;

/** The patches of a message whose `body` has none: one that stands in the body goes before them. Null without any. */
export function joinAttached(body: string, files: readonly AttachedFile[]): AttachedPatches | null {
  if (files.length === 0 || hasDiff(body)) return null;
  const patches = files.filter(({ text }) => hasDiff(text));
  if (patches.length === 0) return null;
  const versions = patches.map(versionOf);
  return {
    text: patches.map(({ text }) => (text.endsWith('\n') ? text : `${text}\n`)).join(''),
    count: patches.length,
    version: versions.find((version) => version !== null) ?? null,
  };
}

function versionOf({ fileName, text }: AttachedFile): number | null {
  const named = VERSION_IN_NAME.exec(fileName)?.groups?.['version'];
  if (named !== undefined) return Number(named);
  const [head = ''] = text.slice(0, HEAD_LENGTH_MAX).split('\n\n', 1);
  const subject = /^Subject: (.*)$/m.exec(head)?.[1];
  return subject === undefined ? null : parseSubject(subject).version;
}
