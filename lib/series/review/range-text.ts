import type { MessageId } from '@/lib/mail/email.ts';
import { nextLineStart } from '@/lib/mail/lines.ts';
import { skipPatchHead } from '@/lib/mail/patches/patch-head.ts';
import { parsePatch } from '@/lib/series/patch/patch.ts';
import { type FilePatch, type PatchText, pathOf } from '@/lib/series/patch/patch-text.ts';

/** A patch of one version as it goes into a comparison: its title is the subject without prefixes. */
export type RangePatch = {
  readonly n: number;
  readonly messageId: MessageId;
  readonly title: string;
  readonly body: string;
  /** Where attached patches begin in `body`: what stands before them is a letter, no message of a commit. */
  readonly attachedAt?: number;
  /** Its mail says format=flowed (RFC 3676): see parsePatch. */
  readonly isFlowed?: boolean;
};

/** A line that is compared; `start` is where it stands in the body, null for what was made up from headers. */
export type RangeTextLine = { readonly text: string; readonly start: number | null };

/** What two patches are compared by: line numbers, blob ids and the mail around it are left out. */
export type RangeText = {
  readonly message: readonly RangeTextLine[];
  readonly diff: readonly RangeTextLine[];
  readonly patch: PatchText | null;
};

/**
 * The text of a patch as git range-diff compares it: the message with its title, a `## path ##` line for each file,
 * hunks without line numbers. What git am and hg import read at the head of the body (`From:`, `Subject:`, `Date:`,
 * `# Node ID`) is no message: ids and dates change with every version.
 */
export function rangeText({ title, body, attachedAt = 0, isFlowed = false }: RangePatch): RangeText {
  const patch = parsePatch(body, isFlowed);
  const messageEnd = patch?.message.end ?? body.length;
  return {
    message: messageLines(title, body, attachedAt, messageEnd),
    diff: patch?.files.flatMap(fileLines) ?? [],
    patch,
  };
}

const HEAD = /^(?:From|Subject|Date): /;

function messageLines(title: string, body: string, from: number, end: number): readonly RangeTextLine[] {
  const lines: RangeTextLine[] = [{ text: title, start: null }];
  const words = skipPatchHead(body, from);
  for (let start = words; start < end; ) {
    const next = Math.min(nextLineStart(body, start), end);
    const text = body.slice(start, next).trimEnd();
    // hg writes the title above the message as well.
    const isHead = lines.length === 1 && (words > from ? text === title : HEAD.test(text));
    if (!isHead && (text !== '' || lines.length > 1)) lines.push({ text, start });
    start = next;
  }
  while (lines.at(-1)?.text === '') lines.pop();
  return lines;
}

function fileLines(file: FilePatch): readonly RangeTextLine[] {
  const lines: RangeTextLine[] = [{ text: `## ${nameOf(file)} ##`, start: file.start }];
  if (file.binary) lines.push({ text: 'Binary file differs', start: null });
  for (const hunk of file.hunks) {
    const heading = hunk.heading === '' ? '' : ` ${pathOf(file)}: ${hunk.heading}`;
    lines.push({ text: `@@${heading}`, start: hunk.start });
    for (const { kind, text, start } of hunk.lines) {
      lines.push({ text: `${kind === 'added' ? '+' : kind === 'deleted' ? '-' : ' '}${text}`, start });
    }
  }
  return lines;
}

function nameOf(file: FilePatch): string {
  const { oldPath, newPath, oldMode, newMode } = file;
  if (oldPath === null) return `${newPath ?? ''} (new)`;
  if (newPath === null) return `${oldPath} (deleted)`;
  const modes = oldMode !== null && newMode !== null ? ` (mode change ${oldMode} => ${newMode})` : '';
  return `${oldPath === newPath ? newPath : `${oldPath} => ${newPath}`}${modes}`;
}
