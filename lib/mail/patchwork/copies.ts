import type { Mailbox } from '@/lib/mail/email.ts';
import { lineEnd } from '@/lib/mail/lines.ts';

/**
 * Reconstructed copies: messages put together from what Patchwork shows, not the mail itself. They carry
 * `X-Docket-Reconstructed`, never own a Message-ID that a mail bears, and give way to the mail when it arrives
 * (docs/patchwork.md).
 */
export const COPY_HEADER = 'X-Docket-Reconstructed';

/** Right side of addresses and of comments' Message-IDs, which a page does not tell (RFC 2606: never real). */
export const COPY_DOMAIN = 'patchwork-page.docket.invalid';

/** Bodies this long are never equal by chance; `Applied, thanks` sent to two series in one minute is. */
const LONG_TEXT = 200;

/** Author, minute and words of a message: all that a page tells and the mail has as well. */
export type Words = { readonly from: Mailbox; readonly sentAt: number | null; readonly body: string };

/**
 * The text whose hash says that two messages are the same words by the same person: lower-case name (the address when
 * there is none), minute, and the body up to its signature without blank lines, line ends and white space at the end
 * of lines. Null without a sane date: then nothing is the same.
 */
export function matchText({ from, sentAt, body }: Words): string | null {
  if (sentAt === null) return null;
  return `${matchName(from)}\n${Math.floor(sentAt / 60_000)}\n${plainWords(body)}`;
}

/** `l` for a text long enough to be unique, `s` for one that others may have said as well. */
export function matchStrength(text: string): 'l' | 's' {
  return text.length >= LONG_TEXT ? 'l' : 's';
}

/** The text whose SHA-256 is the left side of a comment's Message-ID; `submission` is what the page is about. */
export function copyIdText(submission: string, text: string): string {
  return `${submission}\n${text}`;
}

export function isCopyId(messageId: string): boolean {
  return messageId.endsWith(`@${COPY_DOMAIN}`);
}

/** Name of a person as it is compared: case, quotes and the width of blanks do not count. */
export function matchName({ name, email }: Mailbox): string {
  const text = name.trim() === '' ? email : name;
  return text
    .normalize('NFC')
    .replace(/["\s]+/g, ' ')
    .trim()
    .toLowerCase();
}

/** Lines in which nothing is left out are taken together: this runs for every message. */
function plainWords(body: string): string {
  const text = evenCharacters(body);
  let words = '';
  let from = 0;
  let start = 0;
  for (let end = 0; start < text.length; start = end + 1) {
    end = lineEnd(text, start);
    if (endsWords(text, start, end)) break;
    if (end > start && end < text.length && !isBlank(text.charCodeAt(end - 1))) continue;
    let to = end;
    while (to > start && isBlank(text.charCodeAt(to - 1))) to -= 1;
    words += text.slice(from, to);
    if (to > start) words += '\n';
    from = end + 1;
  }
  return start > from ? words + text.slice(from, start) : words;
}

/** What readers replace each in their own way: line ends, NUL, what is no character. */
function evenCharacters(body: string): string {
  const lines = body.includes('\r') ? body.replace(/\r+\n?/g, '\n') : body;
  const isEven = lines.isWellFormed() && !lines.includes('\0') && !lines.includes('\ufffd');
  return isEven ? lines : lines.toWellFormed().replace(/[\0\ufffd]/g, '');
}

/** Where Patchwork ends a message: at a signature, or at the rule above the footer of a list. */
function endsWords(text: string, start: number, end: number): boolean {
  if (end - start === 3 && text.startsWith('-- ', start)) return true;
  if (text[start] !== '_') return false;
  let at = start;
  while (at < end && text[at] === '_') at += 1;
  return at === end;
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0xa0;
}
