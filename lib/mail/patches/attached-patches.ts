import { decodeWords } from '@/lib/mail/fields/encoded-words.ts';
import { parseSubject } from '@/lib/mail/fields/subject.ts';
import { hasDiff } from '@/lib/mail/patches/diff.ts';
import type { Trailer } from '@/lib/mail/trailers.ts';

/** A decoded part beside the text that may be a patch. */
export type AttachedFile = {
  /** Empty when the part has none. */
  readonly fileName: string;
  readonly text: string;
};

/** A patch beside the text, and where it stands in the text of all of them (`attached` of the message). */
export type AttachedHead = {
  readonly start: number;
  readonly end: number;
  readonly fileName: string;
  /** Its subject without prefixes, else what the name of its file says; may be empty. */
  readonly title: string;
  /** Its number and their count, as its subject or the name of its file say; null when nothing does. */
  readonly n: number | null;
  readonly total: number | null;
  readonly version: number | null;
  /** Address of its author in lower case, as the head inside names him; left out where none does. */
  readonly author?: string;
};

/** One as `facts` hold it. */
export type AttachedPatch = AttachedHead & {
  readonly patchId: string | null;
  readonly trailers: readonly Trailer[];
};

export type AttachedPatches = {
  /** All of them in the order of the mail, each closed by a line end. */
  readonly text: string;
  readonly heads: readonly AttachedHead[];
};

/** `git format-patch -v2` writes `v2-0001-title.patch`; people write `v2-title.patch`. */
const FILE_NAME =
  /^(?:v(?<version>\d{1,4})(?:[-_]|(?=\.)|$))?(?:(?<n>\d{4})-)?(?<title>.*?)(?:\.(?:patch|diff|txt))*$/i;
/** The mbox head that git format-patch writes stands at the beginning of the file. */
const HEAD_LENGTH_MAX = 4_000;
const AUTHOR = /^From: .{0,300}<([^<>\s]{3,254})>$/m;
/** `git format-patch --stdout` writes several patches into one file, each behind such a line. */
const NEXT_PATCH = /^From [0-9a-f]{40,64} Mon Sep 17 00:00:00 2001$/gm;
/** More are not told apart: a mail of 10,000 patches is an attack. */
const PATCHES_MAX = 500;
const NAME_LENGTH_MAX = 255;

/** The patches of a message whose `body` has none: one that stands in the body goes before them. Null without any. */
export function joinAttached(body: string, files: readonly AttachedFile[]): AttachedPatches | null {
  if (files.length === 0 || hasDiff(body)) return null;
  const parts = files.filter(({ text }) => hasDiff(text)).flatMap(splitPatches);
  if (parts.length === 0) return null;
  const heads: AttachedHead[] = [];
  let end = 0;
  for (const { fileName, text } of parts) {
    const start = end;
    end += text.length;
    // A cover letter in a file of patches is part of the text, and no patch.
    if (heads.length < PATCHES_MAX && hasDiff(text)) heads.push({ start, end, ...headOf(fileName, text) });
  }
  return { text: parts.map(({ text }) => text).join(''), heads };
}

/** The version the first of them that says one says; null when none does. */
export function attachedVersion(patches: readonly AttachedHead[] | undefined): number | null {
  return patches?.find(({ version }) => version !== null)?.version ?? null;
}

/** A stretch of the text of all attached patches: a patch, or words that are in none, such as a cover letter. */
export type AttachedPiece<Head> = {
  readonly start: number;
  readonly end: number;
  readonly head: Head | null;
};

/** The whole text in pieces, in order, for who shows it; what is blank between patches is left out. */
export function attachedPieces<Head extends Pick<AttachedHead, 'start' | 'end'>>(
  text: string,
  heads: readonly Head[],
): readonly AttachedPiece<Head>[] {
  const pieces: AttachedPiece<Head>[] = [];
  let start = 0;
  const addWords = (end: number): void => {
    if (text.slice(start, end).trim() !== '') pieces.push({ start, end, head: null });
  };
  for (const head of heads) {
    addWords(head.start);
    pieces.push({ start: head.start, end: head.end, head });
    start = head.end;
  }
  addWords(text.length);
  return pieces;
}

function splitPatches({ fileName, text }: AttachedFile): readonly AttachedFile[] {
  const whole = text.endsWith('\n') ? text : `${text}\n`;
  const starts = [...whole.matchAll(NEXT_PATCH)].map(({ index }) => index);
  return [0, ...starts.filter((start) => start > 0)].map((start, index, all) => ({
    fileName,
    text: whole.slice(start, all[index + 1] ?? whole.length),
  }));
}

function headOf(fileName: string, text: string): Omit<AttachedHead, 'start' | 'end'> {
  const named = FILE_NAME.exec(fileName.slice(0, NAME_LENGTH_MAX))?.groups;
  const [head = ''] = text.slice(0, HEAD_LENGTH_MAX).split('\n\n', 1);
  const inside = subjectIn(head);
  const author = AUTHOR.exec(head)?.[1]?.toLowerCase();
  const subject = inside === null ? null : parseSubject(inside);
  const number = named?.['n'] === undefined ? null : Number(named['n']);
  const version = named?.['version'] === undefined ? null : Number(named['version']);
  return {
    fileName: fileName.slice(0, NAME_LENGTH_MAX),
    title: subject?.name || (named?.['title'] ?? '').replaceAll(/[-_]+/g, ' ').trim(),
    n: subject?.n ?? number,
    total: subject?.total ?? null,
    version: version ?? subject?.version ?? null,
    ...(author === undefined ? {} : { author }),
  };
}

/** The subject in the head that git format-patch writes, unfolded and decoded; null without one. */
function subjectIn(head: string): string | null {
  const folded = /^Subject: (.*(?:\n[ \t].*)*)$/m.exec(head)?.[1];
  return folded === undefined ? null : decodeWords(folded.replaceAll(/\n[ \t]+/g, ' '));
}
