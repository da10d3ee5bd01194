import { lineNature } from '@/lib/mail/line-nature.ts';

/**
 * Lines that one paragraph runs through: the program that sent them broke them, not who wrote them. Offsets are UTF-16
 * in the text.
 */
type WrappedRun = {
  /** Behind the quote marks and the indentation of its first line. */
  readonly start: number;
  /** Behind the last word of its last line. */
  readonly end: number;
  /** Its further lines: where each begins, and where its quote marks end. */
  readonly lines: readonly { readonly start: number; readonly words: number }[];
};

type Line = WrappedRun['lines'][number] & {
  /** Behind its indentation. */
  readonly text: number;
  /** Behind its last word. */
  readonly end: number;
};

/**
 * Programs break lines between 66 and 78 columns, and prose that was quoted once more keeps its breaks. A break before
 * a word that would still have fitted here was somebody's wish.
 */
const COLUMNS_MIN = 60;
/** Rulers, addresses and file names have fewer. */
const WORDS_MIN = 3;
const WORD = /^["'(*_`]{0,2}\p{L}[\p{Ll}'’-]*["')*_`]{0,2}[.,;:?!)]{0,2}$/u;
/** Two blanks follow the end of a sentence; elsewhere they set columns. */
const COLUMN_GAP = /\t|[^ .?!)"'] {2}/;
/** Only the head of a line is looked at: what is longer nobody wrapped. */
const LOOKED_AT_LENGTH = 400;
/** How far the further lines of a list item may be set in. */
const HANGING_MAX = 8;
/** What looks like the beginning of something of its own: items of lists, references, links, commits, subjects. */
const BEGINS_ANEW =
  /^(?:[-+*o•] |[[\]{}#|=~<>@\\]|\d{1,3}[.)](?: |$)|\w[.)] |https?:|[0-9a-f]{7,40} |[\w./-]{1,32}: )/;
/** A line that a program printed: its clock and perhaps its date, a place in a file, a number of something. */
const PRINTED = /^(?:(?:\S{1,12} {1,2}){0,2}\d\d:\d\d:\d\d|[\w./-]{1,40}:\d|\d{4,}[(:-])/;
/** Lines of a patch, which a quote does not tell from words. An arrow or a number begins words. */
const OF_PATCH = /^(?:@@ |[-+][^\s\d>])/;
const BEGINNING_LENGTH = 48;
/** What such lines lead to stands on a line of its own, or they are code. */
const ENDS_HERE = ':;{}\\';

/**
 * The runs in whole lines of `text` from `start` to `end` whose first `depth` quote marks are no words. Linear in the
 * text.
 */
export function wrappedRuns(text: string, start: number, end: number, depth: number): readonly WrappedRun[] {
  const runs: WrappedRun[] = [];
  let run: { start: number; end: number; lines: Line[] } | null = null;
  let before: Line | null = null;
  for (let at = start; at < end; ) {
    const feed = text.indexOf('\n', at);
    const next = feed < 0 || feed >= end ? end : feed + 1;
    const line = lineOf(text, at, next, depth);
    if (before !== null && goesOn(text, before, line)) {
      run ??= { start: before.text, end: line.end, lines: [] };
      run.end = line.end;
      run.lines.push(line);
    } else {
      if (run !== null) runs.push(run);
      run = null;
    }
    before = line;
    at = next;
  }
  if (run !== null) runs.push(run);
  return runs;
}

function lineOf(text: string, start: number, next: number, depth: number): Line {
  let words = start;
  let left = depth;
  while (words < next && left > 0 && (text[words] === '>' || text[words] === ' ')) {
    if (text[words] === '>') left--;
    words++;
  }
  if (depth > 0 && left === 0 && text[words] === ' ') words++;
  // Marks of another kind (`JB> `) are not known here: such a line stays as it is.
  const known = depth === 0 || left === 0;
  let first = known ? words : next;
  while (first < next && isBlank(text[first])) first++;
  let end = next;
  while (end > first && isBlank(text[end - 1])) end--;
  return { start, words: known ? words : start, text: first, end };
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || character === '\n' || character === '\r';
}

function goesOn(text: string, before: Line, line: Line): boolean {
  if (before.text === before.end || line.text === line.end) return false;
  let word = line.text;
  while (word < line.end && word - line.text < COLUMNS_MIN && text[word] !== ' ') word++;
  if (before.end - before.words + 1 + word - line.text <= COLUMNS_MIN) return false;
  if (ENDS_HERE.includes(text[before.end - 1] ?? '')) return false;
  const beginning = text.slice(line.text, Math.min(line.end + 1, line.text + BEGINNING_LENGTH));
  if (BEGINS_ANEW.test(beginning) || PRINTED.test(beginning)) return false;
  const deeper = line.text - line.words - (before.text - before.words);
  if (deeper < 0 || deeper > HANGING_MAX) return false;
  const isItem = BEGINS_ANEW.test(text.slice(before.text, before.text + BEGINNING_LENGTH));
  if (deeper > 0 && !isItem) return false;
  return isProse(text, before) && !isShown(text, before) && !isShown(text, line);
}

/** Code, a dump, a table or a line of a patch: in a quote nothing else tells them from words. */
function isShown(text: string, { words, text: start, end }: Line): boolean {
  return OF_PATCH.test(text.slice(start, start + 4)) || lineNature(text.slice(words, end)) !== 'own';
}

/** Several words, more of them than of numbers and names of code, and no gaps that set columns. */
function isProse(text: string, { text: start, end }: Line): boolean {
  const line = text.slice(start, Math.min(end, start + LOOKED_AT_LENGTH));
  if (COLUMN_GAP.test(line)) return false;
  const tokens = line.split(/ +/);
  if (tokens.length < WORDS_MIN) return false;
  let words = 0;
  for (const token of tokens) if (WORD.test(token)) words++;
  return words * 2 > tokens.length;
}
