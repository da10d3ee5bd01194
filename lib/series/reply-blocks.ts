import { isElision } from '@/lib/mail/elision.ts';
import { lineEnd } from '@/lib/mail/lines.ts';
import { isOwnText, type Segment, splitSegments } from '@/lib/mail/segments.ts';

/** A quoted line without its marks; `depth` is how many it had. */
export type QuotedLine = { readonly text: string; readonly depth: number };

/** Words somebody wrote below a quote: offsets in the body, and the quoted lines directly above, top to bottom. */
export type ReplyBlock = {
  readonly start: number;
  readonly end: number;
  readonly quoted: readonly QuotedLine[];
};

/** What is being answered stands in the last lines of a quote; more of it only costs time. */
const QUOTED_LINES_MAX = 120;

const GREETING = /^(?:hi|hello|hey|dear|good (?:morning|evening))\b[^.?]{0,40}$/i;
const CLOSING =
  /^(?:(?:many )?thanks|thank you|thx|cheers|(?:(?:best|kind|warm) )?regards|best|ta|br|hth)[\s,.!]*$/i;
/** What leads to the tag that stands below it. */
const LEADS_TO_TAG =
  /^(?:(?:and )?(?:other|apart|aside) (?:than|from) (?:that|this)|with that(?: \w+){0,2}|otherwise|in that case|(?:feel free to|you can|please) add|for (?:the|this) (?:whole )?(?:series|patch)|so)[,.:]*$/i;
const NICKNAME = /^\p{Lu}[\p{L}.-]{0,20}(?: \p{Lu}[\p{L}.-]{0,20}){0,3}[.,]?$/u;
/** `-- PMM`, `~Ann`: whatever the letters, a mark before few of them ends a letter. */
const SIGNED = /^(?:-{2,3}|~) ?[\p{L}.]{1,20}(?: [\p{Lu}][\p{L}.]{0,20})?$/u;
/** Praise above a tag says no more than the tag. */
const LOOKS = [
  '(?:this |that |it |all )?(?:now )?looks? (?:pretty |very )?',
  '(?:good|fine|ok|okay|great|nice|sane|reasonable|correct|right)(?: (?:to me|now|here|otherwise))*',
].join('');
const PRAISE = new RegExp(
  `^(?:(?:yeah|yes|yep|ok|okay|heh|ah|cool|otherwise|other than that|apart from that),?\\.? )?(?:${LOOKS}|lgtm|ok(?:ay)?|yes|yep|yup|agreed|` +
    'nice(?: (?:one|catch|work|cleanup))?|great|done|will do|ack|makes sense(?: to me)?|\\+1|sure)' +
    "[\\s,.:;!)-]*(?:(?:i'll|i will|will) (?:queue|apply|merge|pick)[^.,;!?]{0,20}[\\s.,!]*)?(?:(?:many )?thanks?(?: you)?(?: \\w+)?[\\s,.:;!)-]*)?$",
  'i',
);

/** `Applied to for-next, thanks!` is news of the series; what follows a `but` is about the patch. */
const TAKEN =
  /^(?:(?:series|both|all|now) ){0,2}(?:applied|queued|merged|pushed|committed)\b(?! on top)[^?]{0,80}$/i;
/** The commits below it, and thanks. */
const LISTED =
  /^(?:$|\[(?:[^[\]]{0,60}[\s,])?\d{1,3}\/\d{1,3}\] |commit: [0-9a-f]{7}|https?:\/\/\S+$|\(no |thanks?\b.{0,30}$)/i;
const SAYS_MORE =
  /\b(?:but|if|when|would|should|could|except|without|with|after|before|fail\w*|conflict\w*)\b/i;

/**
 * The author's own words under quotes. Greetings, closings, names below the words, trailers and signatures do not
 * count as words, nor does praise alone or that it was applied; `name` is the sender's, so that `Ann` below a mail of Ann Example is seen.
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
  const lines: { readonly text: string; readonly start: number; readonly end: number }[] = [];
  for (let start = from; start < to; ) {
    const end = Math.min(lineEnd(body, start), to);
    lines.push({ text: body.slice(start, Math.min(end, start + 200)).trim(), start, end });
    start = end + 1;
  }
  let first = 0;
  let last = lines.length - 1;
  while (first <= last && (lines[first]?.text === '' || GREETING.test(lines[first]?.text ?? ''))) first++;
  while (last >= first && isBelowWords(lines[last]?.text ?? '', name)) last--;
  // A nickname below `Regards,`.
  if (last > first && CLOSING.test(lines[last - 1]?.text ?? '') && NICKNAME.test(lines[last]?.text ?? '')) {
    last -= 2;
    while (last >= first && isBelowWords(lines[last]?.text ?? '', name)) last--;
  }
  const [top, bottom] = [lines[first], lines[last]];
  if (top === undefined || bottom === undefined || first > last) return null;
  if (first === last && isNoPoint(top.text)) return null;
  if (isTaken(top.text) && lines.slice(first + 1, last + 1).every(({ text }) => LISTED.test(text)))
    return null;
  const end = body.charAt(bottom.end - 1) === '\r' ? bottom.end - 1 : bottom.end;
  return { start: top.start, end };
}

function isNoPoint(text: string): boolean {
  return PRAISE.test(text) || isElision(text) || isTaken(text);
}

function isTaken(text: string): boolean {
  return TAKEN.test(text) && !SAYS_MORE.test(text);
}

function isBelowWords(text: string, name: string): boolean {
  if (text === '' || CLOSING.test(text) || isElision(text) || /^[\w-]+-by: /.test(text)) return true;
  if (SIGNED.test(text) || LEADS_TO_TAG.test(text)) return true;
  const signed = text
    .replace(/^[-–—~/\s]+/, '')
    .replace(/[.,!\s]+$/, '')
    .toLowerCase();
  if (signed === '') return /^[-–—~_]+$/.test(text);
  const names = name.toLowerCase().split(/[\s,.]+/);
  return signed
    .split(/\s+/)
    .every((word) => names.includes(word) || (word.length === 1 && isInitial(word, names)));
}

function isInitial(letter: string, names: readonly string[]): boolean {
  return names.some((name) => name.startsWith(letter));
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
  return lines.reverse();
}

function withoutMarks(line: string, depth: number): string {
  let at = 0;
  for (let left = depth; left > 0 && at < line.length; at++) if (line.charAt(at) === '>') left--;
  return line.slice(line.charAt(at) === ' ' ? at + 1 : at);
}
