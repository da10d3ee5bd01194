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

/** `[...]` between the attribution and what is left of the quote. */
const ELISION = /^[[<(]? ?(?:\.{2,6}|…|snip(?:ped)?) ?[\])>]?$/i;

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
    if (from === lineEnd || (line !== '' && !ELISION.test(line))) break;
    lineEnd = from;
  }
  const last = lineStart(body, start, lineEnd);
  if (lineEnd - last > LINE_LENGTH_MAX) return null;
  const closing = body.slice(last, lineEnd).trim();
  if (!closesAttribution(closing)) return null;
  let from = last;
  for (let lines = 1; lines < LINES_MAX && !BEGINS.test(body.slice(from, from + 20)); lines += 1) {
    const before = lineStart(body, start, from);
    if (from - before > LINE_LENGTH_MAX || body.slice(before, from).trim() === '')
      return { start: last, end: lineEnd };
    from = before;
  }
  const isWhole = BEGINS.test(body.slice(from, from + 20));
  return { start: isWhole ? from : last, end: lineEnd };
}

function closesAttribution(line: string): boolean {
  if (WROTE.test(line)) return true;
  return line.endsWith(':') && (line.includes('@') || (BEGINS.test(line) && /\d/.test(line)));
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
const WITH_ADDRESS = /\d.{0,200}<[^<>\s]{1,100}@[^<>\s]{1,200}/;

/**
 * The attribution of a mail set below an answer without any mark, as Yahoo and programs for telephones do, when it is
 * the line at `start`: whole on one line, with an address. It stands below a signature and no quote follows it; or
 * below words, and nothing in the body is quoted with `>`. What follows is then the other's to the end: if it is not,
 * nobody can tell. `hasQuotes` is asked at few lines.
 */
export function unmarkedHead(
  body: string,
  start: number,
  below: 'words' | 'signature',
  hasQuotes: () => boolean,
): { readonly end: number; readonly isMarked: false } | null {
  const first = body.slice(start, start + 16).replace(/^[\s\ufeff]+/, '');
  if (!BEGINS.test(first)) return null;
  const newline = body.indexOf('\n', start);
  const end = newline === -1 ? body.length : newline + 1;
  const line = body.slice(start, Math.min(end, start + LINE_LENGTH_MAX)).trim();
  if (!WROTE.test(line) || !WITH_ADDRESS.test(line)) return null;
  const words = body.slice(Math.max(0, start - WORDS_MAX), start).trim();
  if (words.length < WORDS_MIN) return null;
  const isMarked = below === 'signature' ? /^\s*[>|]/.test(body.slice(end, end + 200)) : hasQuotes();
  return isMarked ? null : { end, isMarked: false };
}

/** Whether any line of the body is marked as quoted, in whatever way. */
export function hasQuotedLine(body: string): boolean {
  return /^[ \t]{0,4}[>|]/m.test(body);
}
