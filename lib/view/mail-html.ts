import type { Segment } from '@/lib/mail/segments.ts';
import { highlightDiff } from '@/lib/view/diff.ts';
import { escapeAttribute, escapeText } from '@/lib/view/html.ts';
import type { Link } from '@/lib/view/links.ts';
import { createCutter, type Mark, pinHtml } from '@/lib/view/mail-marks.ts';
import type { Piece } from '@/lib/view/piece.ts';
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
 * `span` (a class, sometimes `data-lines`) and `a` (an http, https or own address). Safe for any input: everything
 * goes through `escapeText` or `escapeAttribute`. Weight measured on the test archive: docs/web.md.
 *
 * Marks put an empty `a.pin` (or `span.pin`) before their words and the words in `span.item`.
 *
 * Long quotes are wrapped so that the style sheet can fold them when there is JavaScript to unfold them: an empty
 * `span.fold` (the script makes it a button) and the lines themselves in `span.folded`.
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
      for (const piece of piecesOf(body, segment)) writer.piece(piece);
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
  readonly piece: (piece: Piece) => void;
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
  const text = (start: number, end: number): void => {
    let from = start;
    for (; next < links.length; next++) {
      const link = links[next];
      if (link === undefined || link.start >= end) break;
      const href = link.start < from || link.end > end ? null : hrefOf(link, address);
      if (href === null) continue;
      html += escapeText(body.slice(from, link.start));
      html += `<a href="${escapeAttribute(href)}" rel="${REL}">${escapeText(body.slice(link.start, link.end))}</a>`;
      from = link.end;
    }
    html += escapeText(body.slice(from, end));
  };
  return {
    piece: ({ start, end, className }) => {
      if (start === end) return;
      if (className !== null) html += `<span class="${className}">`;
      for (const part of cutter.cut(start, end)) {
        for (const mark of part.begun) html += pinHtml(mark);
        if (part.inside) html += '<span class="item">';
        text(part.start, part.end);
        if (part.inside) html += '</span>';
      }
      if (className !== null) html += '</span>';
    },
    tag: (tag) => {
      html += tag;
    },
    html: () => html,
  };
}

function hrefOf(link: Link, address: MessageAddress): string | null {
  if (link.kind === 'message') return address(link.messageId);
  const messageId = messageIdOfArchiveUrl(link.url);
  return (messageId === null ? null : address(messageId)) ?? link.url;
}

function piecesOf(body: string, segment: Segment): readonly Piece[] {
  switch (segment.kind) {
    case 'diff':
      return highlightDiff(body, segment.start, segment.end);
    case 'own':
    case 'code':
    case 'log':
    case 'table':
      return [{ start: segment.start, end: segment.end, className: null }];
    case 'attribution':
    case 'diffstat':
    case 'signature':
    case 'trailer':
      return [{ start: segment.start, end: segment.end, className: segment.kind }];
    case 'quote':
      return [
        { start: segment.start, end: segment.end, className: `q${Math.min(Math.max(segment.depth, 1), 3)}` },
      ];
  }
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
  const pieces = segments.flatMap((segment) => piecesOf(body, segment));
  for (const piece of pieces) writer.piece(clip(piece, start, from));
  if (!folded) return;
  writer.tag(`<span class="fold" data-lines="${keptFrom - 1}"></span>`);
  writer.tag('<span class="folded">');
  for (const piece of pieces) writer.piece(clip(piece, from, to));
  writer.tag('</span>');
  for (const piece of pieces) writer.piece(clip(piece, to, end));
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

function clip(piece: Piece, from: number, to: number): Piece {
  const start = Math.min(Math.max(piece.start, from), to);
  return { start, end: Math.max(start, Math.min(piece.end, to)), className: piece.className };
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
