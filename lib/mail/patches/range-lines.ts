import { lineEnd } from '@/lib/mail/lines.ts';

/** `1:  0123abc ! 2:  4567def title`, `-:  ------- > 3:  89abcde title`: git range-diff of one patch. */
const HEAD = /^ {0,8}(?:\d{1,4}|-): {1,6}(?:[0-9a-f]{7,64}|-{7,64}) [!=<>] {1,6}(?:\d{1,4}|-): /;
const HEAD_BLANKS_MAX = 8;
const INTERDIFF = /^(?: {2,8})diff --git \S/;
const INTERDIFF_HEAD = /(?:^|\n)interdiff\b[^\n]{0,60}:\s*\n?$/i;
/** What range-diff shows of a patch is set in so far, whatever the width of the numbers. */
const RANGE_INDENT = 4;
/** Blank lines of a commit message inside; mailers cut the blanks off that they begin with. */
const BLANK_LINES_MAX = 3;

/**
 * How far the lines are set in that belong to what git format-patch put into a cover letter, when the line at `start`
 * begins it: a range-diff, or the interdiff below its heading. Null for any other line.
 */
export function rangeIndent(body: string, line: string, start: number): number | null {
  let at = 0;
  while (at < HEAD_BLANKS_MAX && line.charCodeAt(at) === 0x20) at += 1;
  const first = line.charCodeAt(at);
  // A number or `-` begins the one, `d` the other.
  if (first === 0x2d || (first >= 0x30 && first <= 0x39)) return HEAD.test(line) ? RANGE_INDENT : null;
  if (first !== 0x64 || !INTERDIFF.test(line)) return null;
  const above = body.slice(Math.max(0, start - 80), start);
  return INTERDIFF_HEAD.test(above) ? line.length - line.trimStart().length : null;
}

/** Whether a range-diff or interdiff goes on with the line at `start`; blank lines must be followed by more of it. */
export function goesOnRange(body: string, start: number, indent: number): boolean {
  let from = start;
  for (let blank = 0; blank <= BLANK_LINES_MAX && from < body.length; blank += 1) {
    const end = lineEnd(body, from);
    const line = body.slice(from, Math.min(end, from + LINE_MAX));
    if (line.trim() !== '') return line.length - line.trimStart().length >= indent || HEAD.test(line);
    from = end + 1;
  }
  return false;
}

const LINE_MAX = 200;
