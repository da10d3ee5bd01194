import { attributionStart } from '@/lib/mail/attribution.ts';

/** `>>>>> "Ann" == Ann Lee <a@b> writes:` of Supercite, which then quotes as `Ann> `. */
const SUPERCITE = /^>{3,6} "([\w.-]{1,20})" == .{1,200}:\s*$/;
/** Initials before the mark: `AL> `. */
const INITIALS = /^ ?([A-Z]{2,4})>(?: |$)/;
const INDENT_MAX = 8;

/** The name with which a mail quotes from here on, when the line says so as Supercite does; else null. */
export function superciteName(line: string): string | null {
  return SUPERCITE.exec(line)?.[1] ?? null;
}

/**
 * The initials with which a mail quotes, when the line at `start` is the first right below an attribution; anywhere
 * else `SQL> ` is a prompt. `textStart` is where the text began that the line goes on.
 */
export function citedInitials(body: string, line: string, start: number, textStart: number): string | null {
  const initials = INITIALS.exec(line)?.[1];
  if (initials === undefined) return null;
  return attributionStart(body, textStart, start) === null ? null : initials;
}

/** Whether a line is quoted with that mark. */
export function hasMark(line: string, mark: string): boolean {
  const at = line.length - line.trimStart().length;
  return at <= INDENT_MAX && line.startsWith(`${mark}>`, at);
}
