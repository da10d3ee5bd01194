import { lineEnd } from '@/lib/mail/lines.ts';
import { isElision } from '@/lib/mail/quotes/elision.ts';
import { isOwnText, type Segment, splitSegments } from '@/lib/mail/segments.ts';
import { endsLetter, findNews, isNoPoint } from '@/lib/series/no-point.ts';
import { isOpening } from '@/lib/series/review/opening.ts';

/** A quoted line without its marks; `depth` is how many it had. */
export type QuotedLine = { readonly text: string; readonly depth: number };

/** Words somebody wrote below a quote: offsets in the body, and the quoted lines directly above, top to bottom. */
export type ReplyBlock = {
  readonly start: number;
  readonly end: number;
  readonly quoted: readonly QuotedLine[];
};

/** Where people set their names: code is seldom set in so far, and no name. */
const SET_FAR = /^(?:\t{3}| {24})/;

/** What is being answered stands in the last lines of a quote; more of it only costs time. */
const QUOTED_LINES_MAX = 120;

/**
 * The author's own words under quotes. Greetings, apologies for being late, closings, names below the words, trailers
 * and signatures do not count as words, nor does praise alone or that it was applied; `name` is the sender's, so that
 * `Ann` below a mail of Ann Example is seen.
 */
export function replyBlocks(body: string, name: string): readonly ReplyBlock[] {
  const blocks: ReplyBlock[] = [];
  let quotes: Segment[] = [];
  let words: { start: number; end: number } | null = null;
  const close = (): void => {
    const span = words === null ? null : trimWords(body, words.start, words.end, name);
    if (span !== null && quotes.length > 0) blocks.push({ ...span, quoted: quotedLines(body, quotes) });
    if (words !== null) quotes = [];
    words = null;
  };
  for (const segment of splitSegments(body)) {
    if (segment.kind === 'quote') {
      close();
      quotes.push(segment);
    } else if (isOwnText(segment.kind) || segment.kind === 'diff' || segment.kind === 'diffstat') {
      const text = body.slice(segment.start, Math.min(segment.end, segment.start + 80)).trim();
      if (words === null && (text === '' || isElision(text))) continue;
      words = { start: (words as { start: number } | null)?.start ?? segment.start, end: segment.end };
    } else if (segment.kind === 'signature') close();
  }
  close();
  return blocks;
}

/** Cuts blank lines, greetings, closings and the sender's name off both ends; null when nothing is left. */
function trimWords(
  body: string,
  from: number,
  to: number,
  name: string,
): { start: number; end: number } | null {
  const lines: {
    readonly text: string;
    readonly isSetFar: boolean;
    readonly start: number;
    readonly end: number;
  }[] = [];
  for (let start = from; start < to; ) {
    const end = Math.min(lineEnd(body, start), to);
    const line = body.slice(start, Math.min(end, start + 200));
    lines.push({ text: line.trim(), isSetFar: SET_FAR.test(line), start, end });
    start = end + 1;
  }
  let first = 0;
  const news = findNews(lines.map(({ text }) => text));
  let last = (news === -1 ? lines.length : news) - 1;
  while (first <= last && (lines[first]?.text === '' || isOpening(lines[first]?.text ?? ''))) first++;
  const textOf = (index: number): string => lines[index]?.text ?? '';
  const aboveOf = (index: number): string => {
    let above = index - 1;
    while (above >= first && textOf(above) === '') above -= 1;
    return above >= first ? textOf(above) : '';
  };
  const isEnd = (index: number): boolean =>
    textOf(index) === '' || endsLetter(textOf(index), aboveOf(index), name, lines[index]?.isSetFar);
  while (last >= first && isEnd(last)) last--;
  const [top, bottom] = [lines[first], lines[last]];
  if (top === undefined || bottom === undefined || first > last) return null;
  if (isNoPoint(lines.slice(first, last + 1).map(({ text }) => text))) return null;
  const end = body.charAt(bottom.end - 1) === '\r' ? bottom.end - 1 : bottom.end;
  return { start: top.start, end };
}

function quotedLines(body: string, quotes: readonly Segment[]): readonly QuotedLine[] {
  const lines: QuotedLine[] = [];
  for (let i = quotes.length - 1; i >= 0 && lines.length < QUOTED_LINES_MAX; i--) {
    const { start, end, depth } = quotes[i] as Segment;
    const texts = body.slice(start, end).split('\n');
    if (texts.at(-1) === '') texts.pop();
    for (let j = texts.length - 1; j >= 0 && lines.length < QUOTED_LINES_MAX; j--) {
      lines.push({ text: withoutMarks(texts[j] ?? '', depth), depth });
    }
  }
  return withoutSignature(lines.reverse());
}

/** A signature and the footer of a list below it, at most. */
const SIGNATURE_LINES_MAX = 12;

/** Who quotes all of a patch quotes the version of git below it as well, and answers the patch. */
function withoutSignature(lines: readonly QuotedLine[]): readonly QuotedLine[] {
  const mark = lines.findLastIndex(({ text }) => text === '-- ' || text === '--');
  if (mark < 1 || lines.length - mark > SIGNATURE_LINES_MAX) return lines;
  return lines.slice(0, mark);
}

function withoutMarks(line: string, depth: number): string {
  const mark = /^ {0,4}\|/.test(line) ? '|' : '>';
  let at = 0;
  for (let left = depth; left > 0 && at < line.length; at++) if (line.charAt(at) === mark) left--;
  return line.slice(line.charAt(at) === ' ' ? at + 1 : at);
}
