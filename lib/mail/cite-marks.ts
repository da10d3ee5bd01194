import { attributionStart } from '@/lib/mail/attribution.ts';

/** `>>>>> "Ann" == Ann Lee <a@b> writes:` of Supercite, which then quotes as `Ann> `. */
const SUPERCITE = /^>{3,6} "([\w.-]{1,20})" == .{1,200}:\s*$/;
/** Initials before the mark: `AL> `. */
const INITIALS = /^ ?([A-Z]{2,4})>(?: |$)/;
const INDENT_MAX = 8;
/** A quote that is set in as a whole. */
const SET_IN = /^ {2,8}>(?: |$)/;

/** The name with which a mail quotes from here on, when the line says so as Supercite does; else null. */
export function superciteName(line: string): string | null {
  return SUPERCITE.exec(line)?.[1] ?? null;
}

/**
 * The initials with which a mail quotes, when the line at `start` is the first right below an attribution; anywhere
 * else `SQL> ` is a prompt. Empty where there the mark alone is set in. `textStart` is where the text began that the
 * line goes on.
 */
export function citedInitials(body: string, line: string, start: number, textStart: number): string | null {
  const initials = SET_IN.test(line) ? '' : INITIALS.exec(line)?.[1];
  if (initials === undefined) return null;
  return attributionStart(body, textStart, start) === null ? null : initials;
}

/** Whether a line is quoted with that mark. */
export function hasMark(line: string, mark: string): boolean {
  const at = line.length - line.trimStart().length;
  return at <= INDENT_MAX && line.startsWith(`${mark}>`, at);
}

/** Number of `>` at the start of the line, a blank allowed between two. */
export function quoteDepth(body: string, start: number, end: number): number {
  let depth = 0;
  for (let at = start; at < end; at += 1) {
    const code = body.charCodeAt(at);
    if (code === 0x3e) depth += 1;
    else if (code !== 0x20 || depth === 0 || body.charCodeAt(at + 1) !== 0x3e) break;
  }
  return depth;
}
