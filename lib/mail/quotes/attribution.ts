import { nextLineStart } from '@/lib/mail/lines.ts';
import { isElision } from '@/lib/mail/quotes/elision.ts';

/** An attribution is a line or two; three when names are long. */
const LINES_MAX = 3;
const LINE_LENGTH_MAX = 500;
/** Blank lines people leave between the attribution and the quote. */
const BLANK_LINES_MAX = 2;

const WROTE = new RegExp(
  '\\b(?:wrote|writes|said|schrieb|schreibt|geschrieben|schreef|skrev|escreveu|scritto|kirjoitti)\\s*:?$|' +
    '\\b(?:pisze|a scris)\\s*:?$|' +
    '(?:écrit|escribió|escriure|написал(?:\\(а\\)|а)?|пишет|пише|napisał\\(?a?\\)?|nap[ií]?sal\\(?a?\\)?)\\s*:?$|' +
    '(?:yazdı|írta|έγραψε|đã viết|書きました|のメール|写道|寫道|작성)\\s*[:：]?$',
  'i',
);
const BEGINS = /^(?:On|At|In|Am|Le|El|Op|Den|Em|Il|Quoting|Excerpts from) |^\* /;
/** Most lines are told by these. */
const FIRST_LETTERS = 'OAILEDQ*';
/** `Quoting Ann Lee (2024-07-18 09:00:00)` of notmuch and alot ends without a colon. */
const QUOTING = /^Quoting .{1,120} \(\d{4}-\d\d-\d\d[^()]{0,30}\)$/;
/** `Ann Lee wrote on Mon, 18 Jul 2024:`, `Quoth Ann Lee on Jul 18:`, `Ann Lee [18/07/24 10:37 +0200]:`. */
const DATED = new RegExp(
  '\\bwrote on .{0,80}\\d.{0,60}:$|^(?:Quoth|Also sprach) .{1,120}:$|' +
    // A day before the time: `(kernel 6.12, ext4):` is of a person's own.
    '[[(][^\\])]{0,60}\\d[ T,]{1,3}(?:at )?\\d{1,2}[:.]\\d\\d[^\\])]{0,40}[\\])]:$',
);
/** Marks of direction that Hebrew and Arabic leave behind the colon. */
const DIRECTION = /[\u200e\u200f\u202a-\u202e]+$/;
/** `* Ann van Lee:` of Gnus: two words or more, so that no bullet is one. */
const STARRED = /^\* \p{Lu}[\p{L}.'-]*(?: (?:\p{Lu}[\p{L}.'-]*|d[aeiou]s?|v[ao]n|der|la)){1,5}:$/u;
/** What an attribution tells in any language: a day, a time and an address. */
const DAY = /(?:19|20)\d\d|\d{1,2}[./-]\d{1,2}[./-]\d\d/;
const TIME = /\d{1,2}[:.]\d\d/;
const ADDRESS = /<[^<>\s]{1,100}@[^<>\s]{1,200}>/;

/** A name of two words. */
const NAME = /\p{Lu}[\p{L}'-]{1,30} (?:\p{L}{1,3} )?\p{Lu}[\p{L}'-]{1,30}/u;
const NAMED_LENGTH_MAX = 110;
/** The head of the mail answered, its first line alone without the mark: `From: Ann Lee` above `> Sent: 18 July`. */
const FROM = /^From: \S/;
const QUOTED_FIELD = /^> ?(?:Sent|Date|To|Cc|Subject): /;

/**
 * The attribution at the end of `body[start, end)`, the text that a quote follows: `On … wrote:` over up to three
 * lines, `Name <address> writes:`, `Quoting name (address):`. Null when the text ends otherwise. Looks at no more than
 * a few lines from the end, so that asking at every quote stays linear.
 */
export function attributionStart(
  body: string,
  start: number,
  end: number,
): { readonly start: number; readonly end: number } | null {
  let lineEnd = end;
  for (let blank = 0; blank < BLANK_LINES_MAX; blank += 1) {
    const from = lineStart(body, start, lineEnd);
    const line = body.slice(from, Math.min(lineEnd, from + 40)).trim();
    if (from === lineEnd || (line !== '' && !isElision(line))) break;
    lineEnd = from;
  }
  const last = lineStart(body, start, lineEnd);
  if (lineEnd - last > LINE_LENGTH_MAX) return null;
  const closing = body.slice(last, lineEnd).trim().replace(DIRECTION, '');
  const closes =
    closesAttribution(closing) || (FROM.test(closing) && QUOTED_FIELD.test(body.slice(end, end + 20)));
  let from = last;
  for (let lines = 1; lines < LINES_MAX && !BEGINS.test(body.slice(from, from + 20)); lines += 1) {
    const before = lineStart(body, start, from);
    if (from - before > LINE_LENGTH_MAX || body.slice(before, from).trim() === '') break;
    from = before;
  }
  if (closes && BEGINS.test(body.slice(from, from + 20))) return { start: from, end: lineEnd };
  const wrapped = wrappedStart(body, start, last, lineEnd);
  if (wrapped === null && !closes) return null;
  return { start: wrapped ?? last, end: lineEnd };
}

/**
 * Where the short paragraph begins whose last line stands at `last`, when it is an attribution that a mailer wrapped,
 * whatever word begins it: `пн, 1 июл. 2024 г. в 22:10, Ann Lee` and `<a@b>:` below. Null for any other text.
 */
function wrappedStart(body: string, start: number, last: number, lineEnd: number): number | null {
  let from = last;
  for (let lines = 1; lines <= LINES_MAX; lines += 1) {
    const before = lineStart(body, start, from);
    if (from - before > WRAPPED_LINE_MAX) return null;
    if (from === before || body.slice(before, from).trim() === '') break;
    if (lines === LINES_MAX) return null;
    from = before;
  }
  if (from === last) return null;
  const text = body.slice(from, lineEnd).trim();
  if (!DAY.test(text) || !TIME.test(text)) return null;
  return WROTE.test(text) || (/[:：]$/.test(text) && ADDRESS.test(text)) ? from : null;
}

/** Mailers wrap at 72 to 80 columns; a Japanese line is shorter. */
const WRAPPED_LINE_MAX = 120;

function closesAttribution(line: string): boolean {
  if (tellsWriter(line) || (line.endsWith(':') && BEGINS.test(line) && /\d/.test(line))) return true;
  // In any language: who, on what day and when.
  if (!line.endsWith(':') || line.length > NAMED_LENGTH_MAX) return false;
  return DAY.test(line) && /\d:\d\d/.test(line) && NAME.test(line);
}

/** Whether the last line of an attribution says that somebody wrote: `On 6.10 with 4 cores:` does not. */
export function tellsWriter(line: string): boolean {
  if ([WROTE, QUOTING, STARRED, DATED].some((form) => form.test(line))) return true;
  return line.endsWith(':') && line.includes('@');
}

/** Where one is looked for that does not stand right above the quote: first, or below a greeting. */
const PARAGRAPHS_MAX = 2;
const GREETING_MAX = 25;

/**
 * The attribution that opens `body[start, end)`, the text before the first quote, when a greeting or an answer stands
 * between both: a paragraph of its own with a date, in which somebody wrote.
 */
export function attributionAbove(
  body: string,
  start: number,
  end: number,
): { readonly start: number; readonly end: number } | null {
  let from = start;
  for (let paragraph = 0; paragraph < PARAGRAPHS_MAX; paragraph += 1) {
    while (from < end && isBlank(body, from)) from = nextLineStart(body, from);
    let to = from;
    for (let lines = 0; to < end && !isBlank(body, to); lines += 1) {
      const after = nextLineStart(body, to);
      if (lines === LINES_MAX || after - to > LINE_LENGTH_MAX) return null;
      to = after;
    }
    const text = body.slice(from, to).trim().replace(DIRECTION, '');
    if (BEGINS.test(text) && WROTE.test(text) && (DAY.test(text) || TIME.test(text))) {
      return { start: from, end: to };
    }
    if (text.length > GREETING_MAX) return null;
    from = to;
  }
  return null;
}

function isBlank(body: string, start: number): boolean {
  const first = body.charCodeAt(start);
  return first <= 0x20 && body.slice(start, Math.min(nextLineStart(body, start), start + 80)).trim() === '';
}

/** Start of the line that ends at `end`, not before `floor`. */
function lineStart(body: string, floor: number, end: number): number {
  if (end <= floor) return floor;
  const newline = body.lastIndexOf('\n', end - 2);
  return end - 2 < floor || newline < floor ? floor : newline + 1;
}

/** What must stand above an unmarked mail: a greeting alone stands above an answer. */
const WORDS_MIN = 30;
const WORDS_MAX = 400;
/** Set in by four blanks, with blanks behind it: no person writes so, and marks below are of deeper quotes. */
const YAHOO = /^ {4}On .{1,400}: {1,3}\r?\n?$/;
const WITH_ADDRESS = /\d.{0,200}<[^<>\s]{1,100}@[^<>\s]{1,200}/;

/**
 * The attribution of a mail set below an answer without any mark, as Yahoo and programs for telephones do, when it is
 * the line at `start`: whole on one line, with an address. It stands below a signature or is set in as Yahoo does, and
 * no quote follows it; or below words, and nothing in the body is quoted with `>`. What follows is then the other's to
 * the end: if it is not, nobody can tell. `hasQuotes` is asked at few lines.
 */
export function unmarkedHead(
  body: string,
  start: number,
  below: 'words' | 'signature',
  hasQuotes: () => boolean,
): { readonly end: number; readonly isMarked: false } | null {
  const first = body.slice(start, start + 16).trimStart();
  if (!FIRST_LETTERS.includes(first.charAt(0)) || !BEGINS.test(first)) return null;
  const end = nextLineStart(body, start);
  const line = body.slice(start, Math.min(end, start + LINE_LENGTH_MAX)).trim();
  if (!WROTE.test(line) || !WITH_ADDRESS.test(line)) return null;
  const words = body.slice(Math.max(0, start - WORDS_MAX), start).trim();
  const isYahoo = YAHOO.test(body.slice(start, end));
  if (words.length < (isYahoo ? 1 : WORDS_MIN)) return null;
  const isBelow = isYahoo || below === 'signature';
  const isMarked = isBelow ? /^\s*[>|]/.test(body.slice(end, end + 200)) : hasQuotes();
  return isMarked ? null : { end, isMarked: false };
}

/** Whether any line of the body is marked as quoted, in whatever way. */
export function hasQuotedLine(body: string): boolean {
  return /^[ \t]{0,4}[>|]/m.test(body);
}
