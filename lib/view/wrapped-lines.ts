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
/** Two blanks follow the end of a sentence. */
const GAP_AFTER = '.?!)"\'';
/** How far the further lines of a list item may be set in. */
const HANGING_MAX = 8;
/** What looks like the beginning of something of its own: items of lists, references, links, commits, code. */
const BEGINS_ANEW =
  /^(?:[-+*o•] |[[\]{}#|=~<>@\\]|\d{1,3}[.)](?: |$)|\w[.)] |https?:|[0-9a-f]{7,40} |[\w-]{1,32}: )/;
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
  if (ENDS_HERE.includes(text[before.end - 1] ?? '') || !isProse(text, before)) return false;
  if (BEGINS_ANEW.test(text.slice(line.text, Math.min(line.end + 1, line.text + BEGINNING_LENGTH))))
    return false;
  const deeper = line.text - line.words - (before.text - before.words);
  if (deeper === 0) return true;
  const isItem = BEGINS_ANEW.test(text.slice(before.text, before.text + BEGINNING_LENGTH));
  return isItem && deeper > 0 && deeper <= HANGING_MAX;
}

/** Several words, and no gaps that set columns: in a quote a table is told from words by nothing else. */
function isProse(text: string, { text: start, end }: Line): boolean {
  let count = 1;
  for (let at = start + 1; at < end; at++) {
    if (text[at] === '\t') return false;
    if (text[at] !== ' ') continue;
    if (text[at - 1] !== ' ') count++;
    else if (text[at - 2] !== ' ' && !GAP_AFTER.includes(text[at - 2] ?? '')) return false;
  }
  return count >= WORDS_MIN;
}
