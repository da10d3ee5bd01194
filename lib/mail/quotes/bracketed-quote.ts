import { nextLineStart } from '@/lib/mail/lines.ts';

/** `[quote="ann, post:1, topic:1"]`, as forums such as Discourse mail what is written in them. */
const OPENS = /^\[quote(?:=[^\]\n]{1,200})?\][ \t\r]*$/;
const CLOSES = /^\[\/quote\][ \t\r]*$/;
/** Nobody quotes more. */
const LINES_MAX = 500;

/** Where its words begin, and where they and it end. */
type BracketedQuote = { readonly wordsStart: number; readonly wordsEnd: number; readonly end: number };

/**
 * Tells the quote that the line at `start` opens; null for any other line. Quotes may be nested: what is quoted of
 * others is no more his own. The body is gone through once, when a first quote is asked for: a mail may open one on
 * each line.
 */
export function createBracketedQuote(body: string): (start: number) => BracketedQuote | null {
  let quotes: ReadonlyMap<number, BracketedQuote> | null = null;
  return (start) => {
    if (!body.startsWith('[quote', start)) return null;
    quotes ??= findQuotes(body);
    return quotes.get(start) ?? null;
  };
}

function findQuotes(body: string): ReadonlyMap<number, BracketedQuote> {
  const quotes = new Map<number, BracketedQuote>();
  const open: { readonly start: number; readonly wordsStart: number; readonly line: number }[] = [];
  for (let start = 0, line = 0; start < body.length; line += 1) {
    const end = nextLineStart(body, start);
    const text = body.charCodeAt(start) === 0x5b ? lineOf(body, start, end) : '';
    if (OPENS.test(text)) open.push({ start, wordsStart: end, line });
    else if (CLOSES.test(text)) {
      const one = open.pop();
      if (one !== undefined && line - one.line <= LINES_MAX)
        quotes.set(one.start, { wordsStart: one.wordsStart, wordsEnd: start, end });
    }
    start = end;
  }
  return quotes;
}

function lineOf(body: string, start: number, end: number): string {
  return body.slice(start, Math.min(end, start + 300)).replace(/\n$/, '');
}
