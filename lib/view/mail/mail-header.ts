import type { Mailbox } from '@/lib/mail/email.ts';

/** How fields and bodies of mail are written (RFC 5322, RFC 2047). Nothing in a value can begin another field. */

/**
 * Bytes of an encoded word without its frame: 75 characters in all (RFC 2047 2), `=?utf-8?B?` and `?=` take 12. Three
 * less, so that it fits between a blank and a comma in 72 columns.
 */
const WORD_BYTES = 42;
const LINE_MAX = 76;

/** Characters of a name; a line has at most 998 bytes. */
const NAME_MAX = 200;

/** `Name <address>`; the name quoted, or encoded when it is not ASCII. */
export function formatMailbox({ name, email }: Mailbox): string {
  const address = clean(email).replace(/[<>\s]/g, '');
  const plain = clean(name).trim().slice(0, NAME_MAX).toWellFormed();
  if (plain === '') return address;
  if (!isAscii(plain)) return `${encodeWords(plain, WORD_BYTES).join('\r\n ')} <${address}>`;
  const atom = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+$/.test(plain) && !plain.includes('=?');
  return `${atom ? plain : `"${plain.replace(/["\\]/g, '\\$&')}"`} <${address}>`;
}

/** `Thu, 18 Jul 2024 10:00:00 +0000`. */
export function formatMailDate(ms: number): string {
  return new Date(ms).toUTCString().replace('GMT', '+0000');
}

/** Unstructured text: as it is when it is ASCII, else in encoded words. */
export function encodeText(text: string): string {
  const plain = clean(text).trim();
  return isAscii(plain) && !plain.includes('=?') && plain.length < 900
    ? plain
    : encodeWords(plain, WORD_BYTES).join('\r\n ');
}

/** Entries one to a line when they do not fit on one: white space before each is folding (RFC 5322 2.2.3). */
export function foldList(entries: readonly string[], separator: '' | ','): string {
  const joined = entries.join(`${separator} `);
  return joined.length <= LINE_MAX ? joined : entries.join(`${separator}\r\n\t`);
}

/** The body as it travels, with CRLF line ends: untouched when every line is short enough (998 bytes), else base64. */
export function encodeBody(text: string): { readonly encoding: string; readonly content: string } {
  const whole = text
    .toWellFormed()
    .replaceAll('\0', '')
    .replace(/\r\n?|\n/g, '\r\n');
  const isPlain = whole.split('\r\n').every((line) => line.length <= 300);
  if (isPlain) return { encoding: isAscii(whole) ? '7bit' : '8bit', content: whole };
  const lines = base64(new TextEncoder().encode(whole)).match(/.{1,76}/g) ?? [];
  return { encoding: 'base64', content: `${lines.join('\r\n')}\r\n` };
}

/** No line breaks, no control characters. */
function clean(text: string): string {
  return text.toWellFormed().replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

function isAscii(text: string): boolean {
  return /^[\t\r\n\x20-\x7e]*$/.test(text);
}

/** Whole characters in each word of at most `wordBytes` bytes of text, so that every word can be read alone. */
export function encodeWords(text: string, wordBytes: number): readonly string[] {
  const words: string[] = [];
  let bytes: number[] = [];
  for (const character of text) {
    const next = new TextEncoder().encode(character);
    if (bytes.length + next.length > wordBytes) {
      words.push(wordOf(bytes));
      bytes = [];
    }
    bytes.push(...next);
  }
  return [...words, wordOf(bytes)];
}

function wordOf(bytes: readonly number[]): string {
  return `=?utf-8?B?${base64(Uint8Array.from(bytes))}?=`;
}

function base64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
