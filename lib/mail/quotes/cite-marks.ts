import { nextLineStart } from '@/lib/mail/lines.ts';
import { nextIndex } from '@/lib/mail/next-index.ts';
import { attributionStart, tellsWriter } from '@/lib/mail/quotes/attribution.ts';

/** With what a mail marks its quotes where `>` does not begin the line, as far as it was read. */
export type CiteMarks = {
  /** The name or initials before `>`, empty where the mark alone is set in; null while the mail does not quote so. */
  name: string | null;
  /** It quotes with `|`, as some readers of news do. */
  bars: boolean;
  /** Where the next `>` stands: not looked for again while it stands further down. */
  next: number;
};

/** `>>>>> "Ann" == Ann Lee <a@b> writes:` of Supercite, which then quotes as `Ann> `. */
const SUPERCITE = /^>{3,6} "([\w.-]{1,20})" == .{1,200}:\s*$/;
const SUPERCITE_DEPTH_MIN = 3;
const SUPERCITE_LINE_MAX = 300;
/** Initials before the mark: `AL> `. */
const INITIALS = /^ ?([A-Z]{2,4})>(?: |$)/;
/** One blank before the mark, as some quote; a prompt of a debugger has a number behind it. */
const ONE_BLANK = /^ >(?! \d+\t)(?:[ >\n]|$)/;
/** A quote that is set in as a whole. */
const SET_IN = /^ {2,8}>(?: |$)/;
/** `| ` in place of `>`. */
const BAR = /^ {0,4}\|(?: |\t|\n|$)/;
const TABLE_LINE_MAX = 300;
const INDENT_MAX = 8;
/** How far into a line a mark may stand. */
const MARK_MAX = 30;

/** Number of `>` at the start of the line `[start, end)`, a blank allowed between two. */
export function quoteDepth(body: string, start: number, end: number): number {
  let depth = 0;
  for (let at = start; at < end; at += 1) {
    const code = body.charCodeAt(at);
    if (code === 0x3e) depth += 1;
    else if (code !== 0x20 || depth === 0 || body.charCodeAt(at + 1) !== 0x3e) break;
  }
  return depth;
}

/**
 * Depth of a line whose mark stands behind blanks, a name or initials; 0 when it has none. Set in, initials and bars
 * count from the first line right below an attribution on: anywhere else `SQL> ` is a prompt. `textStart` is where the
 * text began that the line goes on.
 */
export function setInDepth(
  body: string,
  start: number,
  end: number,
  textStart: number,
  marks: CiteMarks,
): number {
  const lineEnd = Math.min(end, start + MARK_MAX);
  if (hasBar(body, start, lineEnd, textStart, marks)) return 1;
  if (marks.next < start) marks.next = nextIndex(body, '>', start);
  if (marks.next >= lineEnd) return 0;
  const line = body.slice(start, lineEnd);
  if (line.startsWith(' >')) return ONE_BLANK.test(line) ? quoteDepth(body, start + 1, end) : 0;
  const name = SET_IN.test(line) ? '' : INITIALS.exec(line)?.[1];
  if (marks.name === null && name !== undefined && attributionStart(body, textStart, start) !== null)
    marks.name = name;
  return marks.name !== null && hasName(line, marks.name) ? 1 : 0;
}

/** Whether a line of that depth says, as Supercite does, with which name the mail quotes from here on. */
export function takeSupercite(
  body: string,
  start: number,
  end: number,
  depth: number,
  marks: CiteMarks,
): boolean {
  if (depth < SUPERCITE_DEPTH_MIN) return false;
  const name = SUPERCITE.exec(body.slice(start, Math.min(end, start + SUPERCITE_LINE_MAX)))?.[1];
  if (name !== undefined) marks.name = name;
  return name !== undefined;
}

function hasBar(body: string, start: number, lineEnd: number, textStart: number, marks: CiteMarks): boolean {
  const first = body.charCodeAt(start);
  if ((first !== 0x7c && first !== 0x20) || !BAR.test(body.slice(start, lineEnd))) return false;
  marks.bars ||= opensBars(body, start, textStart);
  return marks.bars;
}

/** Below words like `On 6.10 I see:` people set in what a kernel printed with bars, and make tables of them. */
function opensBars(body: string, start: number, textStart: number): boolean {
  const above = attributionStart(body, textStart, start);
  if (above === null) return false;
  const closing = body.slice(above.start, above.end).trim();
  if (!tellsWriter(closing.slice(closing.lastIndexOf('\n') + 1))) return false;
  const line = body.slice(start, Math.min(nextLineStart(body, start), start + TABLE_LINE_MAX)).trim();
  return line === '|' || !line.endsWith('|');
}

function hasName(line: string, name: string): boolean {
  const at = line.length - line.trimStart().length;
  return at <= INDENT_MAX && line.startsWith(`${name}>`, at);
}
