import { nextLineStart } from '@/lib/mail/lines.ts';

/** `[quote="ann, post:1, topic:1"]`, as forums such as Discourse mail what is written in them. */
const OPENS = /^\[quote(?:=[^\]\n]{1,200})?\][ \t\r]*$/;
const CLOSES = /^\[\/quote\][ \t\r]*$/;
/** Nobody quotes more. */
const LINES_MAX = 500;

/**
 * The quote that the line at `start` opens: where its words begin, and where they and it end; null for any other line.
 * Quotes may be nested: what is quoted of others is no more his own.
 */
export function bracketedQuote(
  body: string,
  start: number,
): { readonly wordsStart: number; readonly wordsEnd: number; readonly end: number } | null {
  if (!body.startsWith('[quote', start)) return null;
  const wordsStart = nextLineStart(body, start);
  if (!OPENS.test(lineOf(body, start, wordsStart))) return null;
  let depth = 1;
  for (let from = wordsStart, lines = 0; from < body.length && lines < LINES_MAX; lines += 1) {
    const end = nextLineStart(body, from);
    if (body.charCodeAt(from) === 0x5b) {
      const line = lineOf(body, from, end);
      if (OPENS.test(line)) depth += 1;
      else if (CLOSES.test(line)) depth -= 1;
      if (depth === 0) return { wordsStart, wordsEnd: from, end };
    }
    from = end;
  }
  return null;
}

function lineOf(body: string, start: number, end: number): string {
  return body.slice(start, Math.min(end, start + 300)).replace(/\n$/, '');
}
