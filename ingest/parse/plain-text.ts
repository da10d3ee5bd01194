import { isAscii } from 'node:buffer';
import type { TextPart } from '@/lib/mail/text-part.ts';

/** Charsets that mailparser decodes as UTF-8, as UTF-8 holds ASCII. */
const UTF8 = /^(?:utf-?8|(?:us-)?ascii)$/i;
/** Charsets in which bytes below 128 are ASCII. */
const ASCII_BELOW_128 = /^(?:iso-8859-(?:[1-9]|1[013-6])|windows-125[0-8]|koi8-r)$/i;

/**
 * The text of a text/plain part, still encoded in `bytes`, as mailparser decodes it, CRLF made LF; null when its
 * charset or encoding asks for more than UTF-8 and ASCII, or its base64 is not clean.
 */
export function decodePlainText(bytes: Uint8Array, part: TextPart): string | null {
  const encoded = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const decoded = undoTransferEncoding(encoded, part.encoding);
  if (decoded === null) return null;
  const text = decodeCharset(decoded, part.charset ?? 'utf-8');
  return text?.includes('\r\n') === true ? text.replaceAll('\r\n', '\n') : text;
}

function decodeCharset(bytes: Buffer, charset: string): string | null {
  const isUtf8 = UTF8.test(charset);
  if (isAscii(bytes)) return isUtf8 || ASCII_BELOW_128.test(charset) ? bytes.toString('latin1') : null;
  return isUtf8 ? bytes.toString('utf8') : null;
}

function undoTransferEncoding(bytes: Buffer, encoding: TextPart['encoding']): Buffer | null {
  if (encoding === 'identity') return bytes;
  const text = bytes.toString('latin1');
  return encoding === 'base64' ? decodeBase64(text) : decodeQuotedPrintable(text);
}

/** Whole groups of four and padding only at the end: what else is there decoders read in different ways. */
function decodeBase64(text: string): Buffer | null {
  const digits = text.replace(/[\r\n]+/g, '');
  if (digits.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(digits)) return null;
  return Buffer.from(digits, 'base64');
}

/** RFC 2045 6.7: blanks at line ends go, then soft line breaks; a `=` that begins no byte stands for itself. */
function decodeQuotedPrintable(text: string): Buffer {
  const joined = text.replace(/(^|[^ \t])[ \t]+(?=[\r\n]|$)/g, '$1').replace(/=(?:\r?\n|$)/g, '');
  const bytes = joined.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1');
}
