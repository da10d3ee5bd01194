import type { TextPart } from '@/lib/mail/text-part.ts';
import type { Finding } from './clean-text.ts';

// Limits of reliability.md, section 8. mailparser 3.14.2 without them: 100 MB of text take 3.3 s and 950 MB.
/** A longer message is kept raw, but only its first `MESSAGE_HEAD_BYTES` are read. */
export const MESSAGE_BYTES_MAX = 25 * 1024 * 1024;
export const MESSAGE_HEAD_BYTES = 1024 * 1024;
/**
 * Of a text part only this much is decoded, counted before decoding; the longest of linux-xfs in 2024 has 74 kB. Small
 * enough that the worst text stays far below the time limit even on a busy machine: 4 MiB of empty lines took 1.5 s.
 */
export const BODY_BYTES_MAX = 1024 * 1024;
export const HTML_BYTES_MAX = 1024 * 1024;
/** Turning HTML into text is quadratic in the elements of a line: 1 MiB of `<b>x</b>` took 6 s, this much 0.1 s. */
const HTML_TAGS_MAX = 20_000;

/** A cut looks so far back for a line end: lines have at most 998 bytes (RFC 5322 2.1.1). */
const LINE_BYTES_MAX = 1_000;

/** What is read of a message of `fullLength` bytes, of which `raw` is all or the head. */
export function clampMessage(raw: Uint8Array, fullLength: number, findings: Finding[]): Uint8Array {
  if (fullLength <= MESSAGE_BYTES_MAX) return raw;
  const detail = `${fullLength} bytes; only the first ${MESSAGE_HEAD_BYTES} were read.`;
  findings.push({ code: 'message-too-large', detail });
  return raw.subarray(0, lineEndBefore(raw, 0, MESSAGE_HEAD_BYTES));
}

/** What is read of a text part, still encoded. */
export function clampPart(bytes: Uint8Array, part: TextPart, findings: Finding[]): Uint8Array {
  const lengthMax = part.type === 'text/html' ? HTML_BYTES_MAX : BODY_BYTES_MAX;
  if (part.end - part.start <= lengthMax) return bytes.subarray(part.start, part.end);
  const detail = `The text has ${part.end - part.start} bytes; only the first ${lengthMax} were read.`;
  findings.push({ code: 'body-truncated', detail });
  return bytes.subarray(part.start, lineEndBefore(bytes, part.start, part.start + lengthMax));
}

/** What is read of decoded HTML. */
export function clampHtml(html: string, findings: Finding[]): string {
  let at = -1;
  for (let tags = 0; tags <= HTML_TAGS_MAX; tags += 1) {
    at = html.indexOf('<', at + 1);
    if (at === -1) return html;
  }
  const detail = `The HTML has more than ${HTML_TAGS_MAX} tags; what comes after them was not read.`;
  findings.push({ code: 'body-truncated', detail });
  return html.slice(0, at);
}

/** A cut at a line end splits no character and no quoted-printable or base64 group of honest mail. */
function lineEndBefore(bytes: Uint8Array, start: number, end: number): number {
  const from = Math.max(start, end - LINE_BYTES_MAX);
  const newline = bytes.subarray(from, end).lastIndexOf(10);
  return newline === -1 ? end : from + newline + 1;
}
