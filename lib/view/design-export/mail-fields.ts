import type { Mailbox } from '@/lib/mail/email.ts';
import { encodeWords, formatMailbox } from '@/lib/view/mail/mail-header.ts';

/** Header fields of at most 72 columns where they can be folded (RFC 5322 2.2.3), each ended by LF. */

const WIDTH = 72;
/** 30 bytes are 40 characters of base64 and 12 of frame: an encoded word fits beside the name of the field. */
const WORD_BYTES = 30;

/** Parts that white space stands between; a part that is wider than a line stays whole. */
export function foldedField(name: string, parts: readonly string[]): string {
  const lines: string[] = [];
  let line = `${name}:`;
  let isEmpty = true;
  for (const part of parts) {
    if (!isEmpty && line.length + 1 + part.length > WIDTH) {
      lines.push(line);
      line = '';
    }
    line += ` ${part}`;
    isEmpty = false;
  }
  return [...lines, line].map((one) => `${one}\n`).join('');
}

/** Words of a mail as an unstructured field; encoded when they are not ASCII or a word is too long to fold. */
export function foldedText(name: string, text: string): string {
  const plain = text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  const words = plain.split(' ');
  const isPlain =
    /^[\x20-\x7e]*$/.test(plain) && !plain.includes('=?') && words.every((word) => word.length < WIDTH - 12);
  return foldedField(name, isPlain ? words : encodeWords(plain, WORD_BYTES));
}

/** Mailboxes may be folded wherever white space stands in them, between the words of a name as well. */
export function foldedMailboxes(name: string, mailboxes: readonly Mailbox[]): string {
  const parts = mailboxes.flatMap((mailbox, index) => {
    const text = formatMailbox(mailbox) + (index < mailboxes.length - 1 ? ',' : '');
    return text.split(/\s+/);
  });
  return foldedField(name, parts);
}
