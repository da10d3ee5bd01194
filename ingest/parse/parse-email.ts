import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser';
import type { Email, Mailbox } from '@/lib/mail/email.ts';
import {
  allFields,
  type FieldName,
  type HeaderBlock,
  readHeaderBlock,
} from '@/lib/mail/fields/header-block.ts';
import { clearSender } from '@/lib/mail/fields/obscured-address.ts';
import type { AttachedFile } from '@/lib/mail/patches/attached-patches.ts';
import { findTextPart, type PatchCandidate, type TextPart } from '@/lib/mail/text-part.ts';
import { buildEmail, type Decoded } from './build-email.ts';
import { BODY_BYTES_MAX, clampHtml, clampMessage, clampPart, HTML_BYTES_MAX } from './clamp.ts';
import { cleanText, type Finding } from './clean-text.ts';
import { readPlainFields } from './plain-fields.ts';
import { decodePlainText } from './plain-text.ts';
import { quarantineEmail } from './quarantine.ts';

/** Parsing an address list costs most per byte of all fields: what a From, To or Cc may hold. */
const ADDRESS_FIELD_LENGTH_MAX = 64 * 1024;
const SUBJECT_LENGTH_MAX = 16 * 1024;

/**
 * Reads one message as the archive holds it. Never throws for bad mail: what is odd becomes a problem, what mailparser
 * refuses becomes a message without text (`parse-failed`). `raw` may be the head alone of a message that is longer than
 * `MESSAGE_BYTES_MAX`; `fullLength` then says how long.
 *
 * mailparser is given a message of one part that is made here, with the chosen text part and the four fields it is
 * good at: it joins the text of all parts, unwraps format=flowed and has limits that throw, and none of that can touch
 * a message without structure and without a format parameter. It is also faster, as Received and signatures stay out.
 *
 * Most mail does not need it at all: plain fields and plain text are read here, with the same result
 * (plain-path.test.ts). `usePlainPath` is there for that test.
 */
export async function parseEmail(
  raw: Uint8Array,
  fullLength: number = raw.length,
  usePlainPath = true,
): Promise<Email> {
  const findings: Finding[] = [];
  const bytes = clampMessage(raw, fullLength, findings);
  const header = readHeaderBlock(bytes, 0, bytes.length, 'read');
  if (header.fields.length === 0 && readHeaderBlock(bytes).fields.length === 0)
    findings.push({ code: 'message-empty', detail: 'There is no header field.' });
  if (header.tooLarge) {
    findings.push({
      code: 'header-too-large',
      detail: 'Fields after the first 256 KiB of the header were not read.',
    });
  }
  const { part, patches, cutShort } = findTextPart(bytes, header);
  if (cutShort) findings.push({ code: 'parts-too-many', detail: 'Not every part was searched for text.' });
  const attached = decodePatches(bytes, patches);
  let decoded = usePlainPath ? decodePlain(bytes, header, part) : null;
  try {
    decoded ??= toDecoded(await decode(bytes, header, part, findings));
  } catch (error) {
    return quarantineEmail(raw, 'parse-failed', `mailparser refused the message: ${firstLine(error)}.`);
  }
  reportCharset(part, decoded.body, findings);
  // Spreads stand last: behind one each object has a hidden class of its own (V8 of Node 20).
  return buildEmail(header, { attached, isFlowed: part?.isFlowed ?? false, ...decoded }, findings);
}

type Text = Omit<Decoded, 'attached' | 'isFlowed'>;

/** Null when the message needs mailparser. */
function decodePlain(bytes: Uint8Array, header: HeaderBlock, part: TextPart | null): Text | null {
  if (part?.type !== 'text/plain' || part.end - part.start > BODY_BYTES_MAX) return null;
  const fields = readPlainFields(header);
  const body = fields === null ? null : decodePlainText(bytes.subarray(part.start, part.end), part);
  return fields === null || body === null ? null : { body, ...fields };
}

/** Together no longer than a body may be, each whole; without those in a charset that no patch is in. */
function decodePatches(bytes: Uint8Array, parts: readonly PatchCandidate[]): readonly AttachedFile[] {
  let left = BODY_BYTES_MAX;
  return parts.flatMap((part) => {
    if (part.end - part.start > left) return [];
    left -= part.end - part.start;
    const text = decodePlainText(bytes.subarray(part.start, part.end), part);
    return text === null ? [] : [{ fileName: part.fileName, text }];
  });
}

const MAILPARSER_OPTIONS = {
  skipHtmlToText: true,
  maxHtmlLengthToParse: HTML_BYTES_MAX,
  skipImageLinks: true,
  skipTextToHtml: true,
  skipTextLinks: true,
};

/** The four fields and the text part as mailparser reads them. */
async function decode(
  bytes: Uint8Array,
  header: HeaderBlock,
  part: TextPart | null,
  findings: Finding[],
): Promise<ParsedMail> {
  const lines = fieldLines(header, 'subject', SUBJECT_LENGTH_MAX, findings).slice(0, 1);
  for (const name of ['from', 'to', 'cc'] as const) {
    lines.push(...fieldLines(header, name, ADDRESS_FIELD_LENGTH_MAX, findings));
  }
  if (part === null) return simpleParser(onePart(lines, Buffer.alloc(0)), MAILPARSER_OPTIONS);
  const text = clampPart(bytes, part, findings);
  // The type first: of repeated fields mailparser believes the first, so that no value after it can forge one.
  const mail = await simpleParser(onePart([...partFields(part), ...lines], text), MAILPARSER_OPTIONS);
  return part.type === 'text/html' ? withTextOfHtml(mail, findings) : mail;
}

/** A second step, because the tags that make it slow can only be counted once the HTML is decoded. */
async function withTextOfHtml(mail: ParsedMail, findings: Finding[]): Promise<ParsedMail> {
  const html = Buffer.from(clampHtml(mail.html || '', findings));
  const message = onePart(['Content-Type: text/html; charset=utf-8'], html);
  const { text, textConversionError } = await simpleParser(message, {
    ...MAILPARSER_OPTIONS,
    skipHtmlToText: false,
  });
  if (textConversionError !== undefined) {
    const detail = 'The HTML is too long or too deep to be read as text.';
    findings.push({ code: 'html-unreadable', detail });
  }
  return { ...mail, text: text ?? '' };
}

function onePart(fields: readonly string[], text: Uint8Array): Buffer {
  const header = Buffer.from(`${fields.join('\n')}\n\n`);
  return Buffer.concat([header, text], header.length + text.length);
}

function partFields(part: TextPart): string[] {
  const isName = part.charset !== null && /^[A-Za-z0-9._:+-]{1,64}$/.test(part.charset);
  const type = `Content-Type: ${part.type}${isName ? `; charset=${part.charset}` : ''}`;
  return part.encoding === 'identity' ? [type] : [type, `Content-Transfer-Encoding: ${part.encoding}`];
}

function fieldLines(header: HeaderBlock, name: FieldName, lengthMax: number, findings: Finding[]): string[] {
  let left = lengthMax;
  const lines: string[] = [];
  for (const value of allFields(header, name)) {
    if (value.length > left) {
      const detail = `Only the first ${lengthMax} characters of the ${name} field were read.`;
      findings.push({ code: 'header-too-large', detail });
    }
    const read = value.slice(0, Math.max(0, left));
    if (left > 0) lines.push(`${name}: ${name === 'from' ? clearSender(read) : read}`);
    left -= value.length;
  }
  return lines;
}

function toDecoded(mail: ParsedMail): Text {
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
    const name = JSON.stringify(cleanText(part.charset.slice(0, 40), []));
    const detail = `The charset ${name} is no known one; the text was read as UTF-8 if nothing fitted.`;
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
