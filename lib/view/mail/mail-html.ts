import type { Segment } from '@/lib/mail/segments.ts';
import { highlightDiff } from '@/lib/view/diff.ts';
import { keepHidden } from '@/lib/view/hidden-html.ts';
import { escapeAttribute, escapeText } from '@/lib/view/html.ts';
import type { Link } from '@/lib/view/mail/links.ts';
import { createCutter, type Mark, pinHtml } from '@/lib/view/mail/mail-marks.ts';
import type { Piece } from '@/lib/view/mail/piece.ts';
import { splitUnbroken } from '@/lib/view/mail/unbroken.ts';
import { wrappedRuns } from '@/lib/view/text/wrapped-lines.ts';
import { messageIdOfArchiveUrl } from '@/lib/view/url.ts';

/** Where a Message-ID is read here, null when it is not in the archive. */
export type MessageAddress = (messageId: string) => string | null;

/** A body with what was found in it, so that nothing is looked for twice. */
export type MarkedBody = {
  readonly body: string;
  /** Contiguous, covering `body` (`splitSegments`). */
  readonly segments: readonly Segment[];
  /** In order (`findLinks`). */
  readonly links: readonly Link[];
};

/** Quotes up to here are shown whole. */
const QUOTE_LINES_SHOWN_MAX = 6;
/** The last quoted lines with words in them are what is being answered; `>` alone says nothing. */
const WORDY_LINES_KEPT_AT_END = 2;
/** Hiding fewer lines than this saves nothing, the button takes one itself. */
const FOLDED_LINES_MIN = 3;

const REL = 'nofollow ugc noopener';

/**
 * The only renderer of mail text. Gives one `pre` whose text content is `body` exactly, with no elements in it but
 * `span` (a class, sometimes `data-lines`), `a` (an http, https or own address), `b`, `i` and `u` (bare). Safe for any
 * input: everything goes through `escapeText` or `escapeAttribute`. Weight measured on the test archive: docs/web.md.
 *
 * Marks put an empty `a.pin` (or `span.pin`) before their words and the words in `span.item`.
 *
 * Long quotes are wrapped so that the style sheet can fold them when there is JavaScript to unfold them: an empty
 * `span.fold` (the script makes it a button) and the lines themselves in `span.folded`.
 *
 * For narrow screens a `b` holds the lines of one paragraph, which the style sheet joins, and an `i` the marks of its
 * further quoted lines; a `u` what must not be broken behind its hyphen (unbroken.ts); `span.wide` holds lines that
 * must stay as they are. A class would weigh 19 bytes a paragraph.
 */
export function mailHtml(
  { body, segments, links }: MarkedBody,
  address: MessageAddress,
  marks: readonly Mark[] = [],
): string {
  const writer = createWriter(body, links, address, marks);
  for (let at = 0; at < segments.length; at++) {
    const segment = segments[at];
    if (segment === undefined) break;
    if (segment.kind !== 'quote') {
      writeSegment(body, segment, writer);
      continue;
    }
    let after = at + 1;
    while (segments[after]?.kind === 'quote') after++;
    writeQuote(body, segments.slice(at, after), writer);
    at = after - 1;
  }
  // A parser drops a line feed right after <pre> (HTML 13.2.6.4.7), so there is always one to drop.
  return `<pre class="mail">\n${writer.html()}</pre>`;
}

type Writer = {
  /** Code, and what names files and people: a reader sees what is hidden in it (hidden-html.ts). */
  readonly piece: (piece: Piece) => void;
  /** Prose that stays in its lines. */
  readonly plain: (piece: Piece) => void;
  /** Prose, which may be wrapped. */
  readonly words: (start: number, end: number) => void;
  readonly tag: (html: string) => void;
  readonly html: () => string;
};

function createWriter(
  body: string,
  links: readonly Link[],
  address: MessageAddress,
  marks: readonly Mark[],
): Writer {
  let next = 0;
  const cutter = createCutter(marks);
  let html = '';
  const text = (start: number, end: number, toHtml: typeof escapeText): void => {
    let from = start;
    for (; next < links.length; next++) {
      const link = links[next];
      if (link === undefined || link.start >= end) break;
      const href = link.start < from || link.end > end ? null : hrefOf(link, address);
      if (href === null) continue;
      html += toHtml(body.slice(from, link.start));
      html += `<a href="${escapeAttribute(href)}" rel="${REL}">${escapeText(body.slice(link.start, link.end))}</a>`;
      from = link.end;
    }
    html += toHtml(body.slice(from, end));
  };
  const write = ({ start, end, className }: Piece, toHtml: typeof escapeText): void => {
    if (start === end) return;
    if (className !== null) html += `<span class="${className}">`;
    for (const part of cutter.cut(start, end)) {
      for (const mark of part.begun) html += pinHtml(mark);
      if (part.inside) html += '<span class="item">';
      text(part.start, part.end, toHtml);
      if (part.inside) html += '</span>';
    }
    if (className !== null) html += '</span>';
  };
  return {
    piece: (piece) => write(piece, escapeText),
    plain: (piece) => write(piece, (text) => keepHidden(escapeText(text))),
    words: (start, end) => write({ start, end, className: null }, proseHtml),
    tag: (tag) => {
      html += tag;
    },
    html: () => html,
  };
}

function proseHtml(text: string): string {
  return splitUnbroken(text)
    .map((part, n) => (n % 2 === 0 ? keepHidden(escapeText(part)) : `<u>${part}</u>`))
    .join('');
}

function hrefOf(link: Link, address: MessageAddress): string | null {
  if (link.kind === 'message') return address(link.messageId);
  const messageId = messageIdOfArchiveUrl(link.url);
  return (messageId === null ? null : address(messageId)) ?? link.url;
}

function writeSegment(body: string, segment: Segment, writer: Writer): void {
  const { kind, start, end, depth } = segment;
  switch (kind) {
    case 'diff':
      writer.tag('<span class="wide">');
      for (const piece of highlightDiff(body, start, end)) writer.piece(piece);
      writer.tag('</span>');
      break;
    case 'own':
      writeWords(body, segment, writer);
      break;
    case 'code':
    case 'log':
    case 'table':
      writer.piece({ start, end, className: 'wide' });
      break;
    case 'attribution':
    case 'signature':
      writer.plain({ start, end, className: kind });
      break;
    case 'diffstat':
    case 'trailer':
      writer.piece({ start, end, className: kind });
      break;
    case 'quote':
      if (start === end) break;
      writer.tag(`<span class="q${Math.min(Math.max(depth, 1), 3)}">`);
      writeWords(body, segment, writer);
      writer.tag('</span>');
      break;
  }
}

/** Prose with the lines of each paragraph told apart from its breaks. */
function writeWords(body: string, { start, end, depth }: Segment, writer: Writer): void {
  let at = start;
  for (const run of wrappedRuns(body, start, end, depth)) {
    writer.words(at, run.start);
    writer.tag('<b>');
    at = run.start;
    for (const line of run.lines) {
      if (line.words === line.start) continue;
      writer.words(at, line.start);
      writer.tag('<i>');
      writer.words(line.start, line.words);
      writer.tag('</i>');
      at = line.words;
    }
    writer.words(at, run.end);
    writer.tag('</b>');
    at = run.end;
  }
  writer.words(at, end);
}

/** A run of quote segments of any depth is one block: folded as a whole to its first line and last words. */
function writeQuote(body: string, segments: readonly Segment[], writer: Writer): void {
  const start = segments[0]?.start ?? 0;
  const end = segments.at(-1)?.end ?? start;
  const lines = lineStarts(body, start, end);
  const keptFrom = lines.length > QUOTE_LINES_SHOWN_MAX ? keptLine(body, lines, end) : 0;
  const folded = keptFrom - 1 >= FOLDED_LINES_MIN;
  const from = folded ? (lines[1] ?? end) : end;
  const to = folded ? (lines[keptFrom] ?? end) : end;
  const write = (first: number, last: number): void => {
    for (const segment of segments) writeSegment(body, clip(segment, first, last), writer);
  };
  write(start, from);
  if (!folded) return;
  writer.tag(`<span class="fold" data-lines="${keptFrom - 1}"></span>`);
  writer.tag('<span class="folded">');
  write(from, to);
  writer.tag('</span>');
  write(to, end);
}

/** Index of the first line that stays shown below the fold. */
function keptLine(body: string, lines: readonly number[], end: number): number {
  let wordy = 0;
  for (let index = lines.length - 1; index > 0; index--) {
    if (/[^>\s]/.test(body.slice(lines[index], lines[index + 1] ?? end))) wordy++;
    if (wordy === WORDY_LINES_KEPT_AT_END) return index;
  }
  return 1;
}

function clip(segment: Segment, from: number, to: number): Segment {
  const start = Math.min(Math.max(segment.start, from), to);
  return { ...segment, start, end: Math.max(start, Math.min(segment.end, to)) };
}

function lineStarts(text: string, start: number, end: number): readonly number[] {
  const starts: number[] = [];
  for (let at = start; at < end; ) {
    starts.push(at);
    const feed = text.indexOf('\n', at);
    at = feed < 0 || feed >= end ? end : feed + 1;
  }
  return starts;
}
