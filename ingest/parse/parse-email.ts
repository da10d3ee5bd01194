import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser';
import type { Email, Mailbox } from '@/lib/mail/email.ts';
import { allFields, type HeaderBlock, readHeaderBlock } from '@/lib/mail/header-block.ts';
import { findTextPart, type TextPart } from '@/lib/mail/text-part.ts';
import { buildEmail, type Decoded } from './build-email.ts';
import type { Finding } from './clean-text.ts';
import { quarantineEmail } from './quarantine.ts';

// Limits of reliability.md, section 8. mailparser 3.14.2 without them: 100 MB of text take 3.3 s and 950 MB.
/** A longer message is kept raw, but only its first `MESSAGE_HEAD_BYTES` are read. */
export const MESSAGE_BYTES_MAX = 25 * 1024 * 1024;
export const MESSAGE_HEAD_BYTES = 1024 * 1024;
/** Of a body only this much is decoded, counted before decoding: the longest in linux-xfs of 2024 has 0.2 MB. */
export const BODY_BYTES_MAX = 4 * 1024 * 1024;
export const HTML_BYTES_MAX = 1024 * 1024;
/** Parsing an address list costs most per byte of all fields: what a From, To or Cc may hold. */
export const ADDRESS_FIELD_LENGTH_MAX = 64 * 1024;
export const SUBJECT_LENGTH_MAX = 16 * 1024;

/**
 * Reads one message as the archive holds it. Never throws for bad mail: what is odd becomes a problem, what mailparser
 * refuses becomes a message without text (`parse-failed`). `raw` may be the head alone of a message that is longer than
 * `MESSAGE_BYTES_MAX`; `fullLength` then says how long.
 *
 * mailparser is given a message of one part that is made here, with the chosen text part and the four fields it is
 * good at: it joins the text of all parts, unwraps format=flowed and has limits that throw, and none of that can touch
 * a message without structure and without a format parameter. It is also faster, as Received and signatures stay out.
 */
export async function parseEmail(raw: Uint8Array, fullLength: number = raw.length): Promise<Email> {
  const findings: Finding[] = [];
  const bytes = clampMessage(raw, fullLength, findings);
  const header = readHeaderBlock(bytes);
  if (header.fields.length === 0)
    findings.push({ code: 'message-empty', detail: 'There is no header field.' });
  if (header.tooLarge) {
    findings.push({
      code: 'header-too-large',
      detail: 'Fields after the first 256 KiB of the header were not read.',
    });
  }
  const { part, cutShort } = findTextPart(bytes, header);
  if (cutShort) findings.push({ code: 'parts-too-many', detail: 'Not every part was searched for text.' });
  let mail: ParsedMail;
  try {
    mail = await decode(
      header,
      part,
      part === null ? bytes.subarray(0, 0) : clampPart(bytes, part, findings),
      findings,
    );
  } catch (error) {
    return quarantineEmail(raw, 'parse-failed', `mailparser refused the message: ${firstLine(error)}.`);
  }
  const decoded = toDecoded(mail);
  reportCharset(part, decoded.body, findings);
  if (mail.textConversionError !== undefined) {
    findings.push({
      code: 'html-unreadable',
      detail: 'The HTML is too long or too deep to be read as text.',
    });
  }
  return buildEmail(header, decoded, findings);
}

function clampMessage(raw: Uint8Array, fullLength: number, findings: Finding[]): Uint8Array {
  if (fullLength <= MESSAGE_BYTES_MAX) return raw;
  const detail = `${fullLength} bytes; only the first ${MESSAGE_HEAD_BYTES} were read.`;
  findings.push({ code: 'message-too-large', detail });
  return raw.subarray(0, lineEndBefore(raw, 0, MESSAGE_HEAD_BYTES));
}

function clampPart(bytes: Uint8Array, part: TextPart, findings: Finding[]): Uint8Array {
  const lengthMax = part.type === 'text/html' ? HTML_BYTES_MAX : BODY_BYTES_MAX;
  if (part.end - part.start <= lengthMax) return bytes.subarray(part.start, part.end);
  const detail = `The text has ${part.end - part.start} bytes; only the first ${lengthMax} were read.`;
  findings.push({ code: 'body-truncated', detail });
  return bytes.subarray(part.start, lineEndBefore(bytes, part.start, part.start + lengthMax));
}

/** A cut at a line end splits no character and no quoted-printable or base64 group of honest mail. */
function lineEndBefore(bytes: Uint8Array, start: number, end: number): number {
  const newline = bytes.subarray(start, end).lastIndexOf(10);
  return newline === -1 ? end : start + newline + 1;
}

function decode(
  header: HeaderBlock,
  part: TextPart | null,
  text: Uint8Array,
  findings: Finding[],
): Promise<ParsedMail> {
  const type = part?.type ?? 'text/plain';
  const charset = part?.charset ?? null;
  const parameter = charset !== null && isCharsetName(charset) ? `; charset=${charset}` : '';
  // Content-Type first: of repeated fields mailparser believes the first, so that no value below can forge it.
  const lines = [`Content-Type: ${type}${parameter}`];
  if (part !== null && part.encoding !== 'identity')
    lines.push(`Content-Transfer-Encoding: ${part.encoding}`);
  lines.push(...fieldLines(header, 'subject', SUBJECT_LENGTH_MAX, findings).slice(0, 1));
  for (const name of ['from', 'to', 'cc']) {
    lines.push(...fieldLines(header, name, ADDRESS_FIELD_LENGTH_MAX, findings));
  }
  const head = Buffer.from(`${lines.join('\n')}\n\n`);
  return simpleParser(Buffer.concat([head, text], head.length + text.length), {
    skipHtmlToText: type !== 'text/html',
    maxHtmlLengthToParse: HTML_BYTES_MAX,
    skipImageLinks: true,
    skipTextToHtml: true,
    skipTextLinks: true,
  });
}

function fieldLines(header: HeaderBlock, name: string, lengthMax: number, findings: Finding[]): string[] {
  let left = lengthMax;
  const lines: string[] = [];
  for (const value of allFields(header, name)) {
    if (value.length > left) {
      const detail = `Only the first ${lengthMax} characters of the ${name} field were read.`;
      findings.push({ code: 'header-too-large', detail });
    }
    if (left > 0) lines.push(`${name}: ${value.slice(0, left)}`);
    left -= value.length;
  }
  return lines;
}

function isCharsetName(charset: string): boolean {
  return /^[A-Za-z0-9._:+-]{1,64}$/.test(charset);
}

function toDecoded(mail: ParsedMail): Decoded {
  return {
    from: toMailboxes(mail.from),
    to: toMailboxes(mail.to),
    cc: toMailboxes(mail.cc),
    subject: mail.subject ?? '',
    body: mail.text ?? '',
  };
}

function toMailboxes(field: AddressObject | AddressObject[] | undefined): Mailbox[] {
  const mailboxes: Mailbox[] = [];
  for (const object of field === undefined ? [] : [field].flat()) {
    for (const { name, address, group } of object.value) {
      const members = group ?? [{ name, address }];
      for (const member of members) {
        mailboxes.push({ name: member.name.trim(), email: member.address?.trim() ?? '' });
      }
    }
  }
  return mailboxes;
}

function reportCharset(part: TextPart | null, body: string, findings: Finding[]): void {
  if (part === null) return;
  if (part.charset !== null && !isKnownCharset(part.charset)) {
    const detail = `The charset ${JSON.stringify(part.charset.slice(0, 40))} is not a known one; read as UTF-8 if nothing fits.`;
    findings.push({ code: 'charset-unknown', detail });
  }
  if (body.includes('\ufffd')) {
    findings.push({
      code: 'encoding-damaged',
      detail: 'Some bytes of the text fit no character and became U+FFFD.',
    });
  }
}

const knownCharsets = new Map<string, boolean>([
  ['utf-8', true],
  ['us-ascii', true],
  ['iso-8859-1', true],
]);

/** Known to the WHATWG Encoding Standard, the list browsers and Node share. */
function isKnownCharset(charset: string): boolean {
  const label = charset.toLowerCase();
  const known = knownCharsets.get(label);
  if (known !== undefined) return known;
  try {
    new TextDecoder(label);
    return true;
  } catch {
    return false;
  }
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n')[0]?.slice(0, 200) ?? '';
}
