import { trailingDate } from '@/lib/mail/patchwork/page-date.ts';

/** One message of a page: who, when (UTC, mostly to the minute), and the words as Patchwork shows them. */
export type PageMessage = { readonly author: string; readonly sentAt: number; readonly body: string };

/** A Patchwork page saved as text: of a cover letter or of a patch. */
export type PatchworkPage = {
  readonly kind: 'cover' | 'patch';
  /** As shown: `[RFC,0/4] …`, the word PATCH taken out. */
  readonly title: string;
  /** The real Message-ID of the cover or patch, as it stands in the page. */
  readonly messageId: string;
  readonly submission: PageMessage;
  /** What stands under the heading Patch; null on the page of a cover. */
  readonly diff: string | null;
  readonly comments: readonly PageMessage[];
  /** The page ends before its patch: what stood last, perhaps not to its end, was left out. */
  readonly isCut: boolean;
};

/** The head of a page, its menus included, is short; checks are a table and may be long. */
const HEAD_LINES_MAX = 2_000;
const META_LENGTH_MAX = 300;
const HEADINGS: ReadonlySet<string> = new Set(['Message', 'Commit Message']);
const DIFF_START = /^(?:diff |--- |Index: )/;
/** Buttons beside the headings, marks and labels beside comments, in the words of Patchwork 2 and 3. */
const BUTTONS = /^(?:(?:diff|mbox|series|patch)\b[ \t|]*)+$/;
const LABELS = /^(?:Addressed|Unaddressed|Mark (?:Action Required|Addressed|Unaddressed))$/;
const FOOTER = /^patchwork patch tracking system\b/i;

/**
 * Reads a Patchwork page that was saved or copied as text; null when it is none. Only lines that stand at the first
 * column, end in a date and carry the next number in order begin a comment, so quoted or pasted headers do not: those
 * have `>` before them, or a number that was given out already.
 */
export function parsePatchworkPage(text: string): PatchworkPage | null {
  const written = text
    .replace(/^\ufeff/, '')
    .replace(/\r+\n?/g, '\n')
    .split('\n');
  const lines = written.map((line) => line.trimEnd());
  const head = readHead(lines);
  if (head === null) return null;
  const { title, messageId, heading, meta } = head;
  const isPatch = lines[heading] === 'Commit Message';
  const bodyOf = (start: number, stop: number): string => linesOf(written, bodyRange(lines, start, stop));
  const end = findFooter(lines);
  const patch = isPatch ? findPatch(lines, meta.line, end) : null;
  const bodiesEnd = patch ?? end;
  const { commentsAt, headers } = findComments(lines, meta.line + 1, bodiesEnd);
  const marks = [...headers, { line: bodiesEnd }];
  const comments = headers.map(({ author, sentAt, line }, index) => {
    const body = bodyOf(line + 1, marks[index + 1]?.line ?? bodiesEnd);
    return { author, sentAt, body };
  });
  const isCut = isPatch && patch === null;
  return {
    kind: isPatch ? 'patch' : 'cover',
    title,
    messageId,
    submission: { author: meta.author, sentAt: meta.sentAt, body: bodyOf(meta.line + 1, commentsAt) },
    diff: patch === null ? null : linesOf(written, trimBlank(written, patch + 1, end)),
    comments: isCut ? comments.slice(0, -1) : comments,
    isCut,
  };
}

type Meta = {
  readonly line: number;
  readonly author: string;
  readonly sentAt: number;
  readonly number: number | null;
  /** A dash stands between name and date: the oldest sites, which do not number. */
  readonly dash: boolean;
};

type Head = {
  readonly title: string;
  readonly messageId: string;
  readonly heading: number;
  readonly meta: Meta;
};

/** Whether a text may be a page, from its first KiB: pages begin with the title and the Message ID. */
export function looksLikePatchworkPage(head: string): boolean {
  return /^Message ID[: \t]*(?:\r?\n\s*)?<?[^\s<>]+@[^\s<>]+>?(?=\s|$)/m.test(head);
}

function readHead(lines: readonly string[]): Head | null {
  const idLine = lines.slice(0, HEAD_LINES_MAX).findIndex((line) => /^Message ID(?:[: \t]|$)/.test(line));
  if (idLine === -1) return null;
  const rest = [lines[idLine]?.slice('Message ID'.length) ?? '', ...lines.slice(idLine + 1, idLine + 4)];
  const messageId = /^[:\s]*<?([^\s<>]+@[^\s<>]+)>?/.exec(rest.join('\n'))?.[1];
  const title = lines
    .slice(0, idLine)
    .findLast((line) => line.trim() !== '')
    ?.trim();
  if (messageId === undefined || title === undefined) return null;
  for (let heading = idLine + 1; heading < Math.min(lines.length, idLine + HEAD_LINES_MAX); heading += 1) {
    if (!HEADINGS.has(lines[heading] ?? '')) continue;
    const line = nextWritten(lines, heading + 1);
    const meta = readMeta(lines[line] ?? '', line);
    if (meta !== null) return { title, messageId, heading, meta };
  }
  return null;
}

/** `Name DATE UTC | #3`; older sites leave out UTC, and the oldest write `Name - DATE` without a number. */
function readMeta(text: string, line: number): Meta | null {
  if (text.length > META_LENGTH_MAX || text === '' || /^[\s>]/.test(text)) return null;
  const mark = /\s*\|\s*(?:#(\d{1,6}))?$/.exec(text);
  const date = trailingDate(mark === null ? text : text.slice(0, mark.index));
  const dash = date?.before.endsWith(' -') ?? false;
  const author = date?.before.replace(/\s+-$/, '').trim() ?? '';
  if (date === null || author === '') return null;
  return { line, author, sentAt: date.at, number: mark?.[1] === undefined ? null : Number(mark[1]), dash };
}

/** Comments are numbered from 1 without a gap and stand in the order of their times. */
function findComments(
  lines: readonly string[],
  from: number,
  end: number,
): { readonly commentsAt: number; readonly headers: readonly Meta[] } {
  for (let at = from; at < end; at += 1) {
    if (lines[at] !== 'Comments') continue;
    const first = nextWritten(lines, at + 1);
    const opening = first < end ? readMeta(lines[first] ?? '', first) : null;
    if (opening === null || (opening.number === null ? !opening.dash : opening.number !== 1)) continue;
    const headers = [opening];
    for (let line = first + 1; line < end; line += 1) {
      const meta = readMeta(lines[line] ?? '', line);
      const previous = headers.at(-1) ?? opening;
      const expected = opening.number === null ? null : headers.length + 1;
      const isNext = meta !== null && meta.number === expected && meta.dash === opening.dash;
      if (isNext && meta.sentAt >= previous.sentAt) headers.push(meta);
    }
    return { commentsAt: at, headers };
  }
  return { commentsAt: end, headers: [] };
}

/** The last heading `Patch` before a diff: a comment may hold such a line, the diff itself cannot. */
function findPatch(lines: readonly string[], from: number, end: number): number | null {
  for (let line = end - 1; line > from; line -= 1) {
    if (lines[line] === 'Patch' && DIFF_START.test(lines[nextWritten(lines, line + 1)] ?? '')) return line;
  }
  return null;
}

function findFooter(lines: readonly string[]): number {
  const from = Math.max(0, lines.length - 20);
  const index = lines.slice(from).findIndex((line) => FOOTER.test(line));
  return index === -1 ? lines.length : from + index;
}

type Range = { readonly start: number; readonly end: number };

function bodyRange(lines: readonly string[], start: number, end: number): Range {
  let from = start;
  while (from < end && (lines[from] === '' || LABELS.test(lines[from]?.trim() ?? ''))) from += 1;
  const range = trimBlank(lines, from, end);
  const last = lines[range.end - 1] ?? '';
  const isAbovePatch = lines[end] === 'Patch' && last.length < META_LENGTH_MAX && BUTTONS.test(last);
  return isAbovePatch ? trimBlank(lines, range.start, range.end - 1) : range;
}

function trimBlank(lines: readonly string[], start: number, end: number): Range {
  let from = start;
  let to = end;
  while (from < to && lines[from] === '') from += 1;
  while (to > from && lines[to - 1] === '') to -= 1;
  return { start: from, end: to };
}

/** White space at the end of lines stays: in a diff it means something. */
function linesOf(written: readonly string[], { start, end }: Range): string {
  return written.slice(start, end).join('\n');
}

function nextWritten(lines: readonly string[], from: number): number {
  let line = from;
  while (line < lines.length && lines[line] === '') line += 1;
  return line;
}
