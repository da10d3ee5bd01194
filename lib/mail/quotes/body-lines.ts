import { lineEnd } from '@/lib/mail/lines.ts';
import type { Segment } from '@/lib/mail/segments.ts';

/** A line of a body: `depth` marks before `key`, its words with blanks evened out, cut at KEY_MAX. */
export type BodyLine = {
  readonly start: number;
  /** Without the line break. */
  readonly end: number;
  readonly depth: number;
  readonly key: string;
};

/** Two longer lines that begin alike are taken for equal: a 100 kB line must not be hashed for each of its quotes. */
const KEY_MAX = 400;

/** The quoted lines of a body, or all the others; in order, in time linear in them. */
export function bodyLines(
  body: string,
  segments: readonly Segment[],
  which: 'quoted' | 'other',
): readonly BodyLine[] {
  const lines: BodyLine[] = [];
  for (const { kind, start: from, end: to, depth } of segments) {
    if ((kind === 'quote') !== (which === 'quoted')) continue;
    for (let start = from; start < to; ) {
      const end = Math.min(lineEnd(body, start), to);
      lines.push({ start, end, depth, key: lineKey(body, afterMarks(body, start, end, depth), end) });
      start = end + 1;
    }
  }
  return lines;
}

/** Where the words of a quoted line begin. */
function afterMarks(body: string, start: number, end: number, depth: number): number {
  let at = start;
  for (let left = depth; left > 0 && at < end; at += 1) if (body.charCodeAt(at) === 0x3e) left -= 1;
  return at;
}

/** Mailers stuff, cut and even out blanks when they quote: lines that differ in nothing else are equal. */
function lineKey(body: string, start: number, end: number): string {
  let from = start;
  let to = Math.min(end, start + KEY_MAX);
  while (from < to && isBlank(body.charCodeAt(from))) from += 1;
  while (to > from && isBlank(body.charCodeAt(to - 1))) to -= 1;
  const words = body.slice(from, to);
  return isEven(body, from, to) ? words : words.replace(/\s+/g, ' ').trim();
}

function isBlank(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}

/** ASCII with none but single blanks between words, as nearly every line is: nothing to even out. */
function isEven(body: string, start: number, end: number): boolean {
  let wasBlank = false;
  for (let at = start; at < end; at += 1) {
    const code = body.charCodeAt(at);
    if (code < 0x20 || code > 0x7e || (code === 0x20 && wasBlank)) return false;
    wasBlank = code === 0x20;
  }
  return true;
}
