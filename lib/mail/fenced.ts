import { nextLineStart } from '@/lib/mail/lines.ts';

/** Opens code in Markdown, perhaps with the name of its language; the same bare closes it. */
const FENCE = /^ {0,3}```[ \t]?[\w+#.-]{0,30}[ \t\r]*$/;
const CLOSE = /^ {0,3}```[ \t\r]*$/;
/** Nobody shows more between two fences. */
const LINES_MAX = 400;

/**
 * Tells where the code ends that the fence at `start` opens, its closing fence included; `start` for any other line. It
 * does not go over a quote: there the fence was left open. The body is gone through once, when a first fence is asked
 * for: a mail may open one on each line.
 */
export function createFencedEnd(body: string): (line: string, start: number) => number {
  let ends: ReadonlyMap<number, number> | null = null;
  return (line, start) => {
    if (!line.includes('```') || !FENCE.test(line)) return start;
    ends ??= fenceEnds(body);
    return ends.get(start) ?? start;
  };
}

/** By where a fence opens where its code ends; fences that are left open are not among them. */
function fenceEnds(body: string): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  let open: { readonly start: number; readonly line: number }[] = [];
  for (let start = 0, line = 0; start < body.length; line += 1) {
    const end = nextLineStart(body, start);
    const mayBeFence = body.slice(start, start + 6).includes('```');
    const closes = mayBeFence && end - start < 40 && CLOSE.test(body.slice(start, end).trimEnd());
    if (closes) for (const one of open) if (line - one.line <= LINES_MAX) ends.set(one.start, end);
    if (closes || body.charCodeAt(start) === 0x3e) open = [];
    if (mayBeFence) open.push({ start, line });
    start = end;
  }
  return ends;
}
