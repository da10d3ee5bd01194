import { nextLineStart } from '@/lib/mail/lines.ts';

/** Opens code in Markdown, perhaps with the name of its language; the same bare closes it. */
const FENCE = /^ {0,3}```[ \t]?[\w+#.-]{0,30}[ \t\r]*$/;
const CLOSE = /^ {0,3}```[ \t\r]*$/;
/** Nobody shows more between two fences. */
const LINES_MAX = 400;

/**
 * Where the code ends that the fence at `start` opens, its closing fence included; `start` for any other line. It does
 * not go over a quote: there the fence was left open.
 */
export function fencedEnd(body: string, line: string, start: number): number {
  if (!line.includes('```') || !FENCE.test(line)) return start;
  let from = nextLineStart(body, start);
  for (let lines = 0; lines < LINES_MAX && from < body.length; lines += 1) {
    const end = nextLineStart(body, from);
    if (body.charCodeAt(from) === 0x3e) return start;
    if (end - from < 40 && CLOSE.test(body.slice(from, end).trimEnd())) return end;
    from = end;
  }
  return start;
}
