import type { Mailbox } from '@/lib/mail/email.ts';
import { COPY_HEADER } from '@/lib/mail/patchwork/copies.ts';

/** Where a copy was put together from. */
export type CopyOrigin = 'patchwork-page' | 'patchwork-rest';

export type CopyFields = {
  readonly origin: CopyOrigin;
  readonly from: Mailbox;
  /** Epoch milliseconds; written in UTC. */
  readonly sentAt: number;
  readonly subject: string;
  /** Ids without brackets; `references` oldest first, the last one is the parent. */
  readonly messageId: string;
  readonly references: readonly string[];
  readonly body: string;
};

/** 75 characters an encoded word (RFC 2047 2), less `=?utf-8?B?` and `?=`, make 47 bytes at most. */
const ENCODED_BYTES_MAX = 45;

/** A reconstructed copy in RFC 5322 form, LF line ends, text as UTF-8. No value can start a header field of its own. */
export function composeCopy(fields: CopyFields): string {
  const ids = fields.references.map((id) => `<${id}>`);
  const header = [
    `From: ${quotedName(fields.from.name)} <${fields.from.email}>`,
    `Date: ${mailDate(fields.sentAt)}`,
    `Subject: ${encoded(fields.subject)}`,
    `Message-ID: <${fields.messageId}>`,
    ...(ids.length === 0 ? [] : [`In-Reply-To: ${ids.at(-1)}`, `References: ${ids.join('\n\t')}`]),
    `${COPY_HEADER}: ${fields.origin}`,
    ...TEXT_FIELDS,
  ];
  return `${header.join('\n')}\n\n${fields.body}`;
}

/** The fields that say a body is plain UTF-8 text. */
export const TEXT_FIELDS: readonly string[] = [
  'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=utf-8',
  'Content-Transfer-Encoding: 8bit',
];

/** RFC 5322 3.3, in UTC. */
export function mailDate(epochMs: number): string {
  const at = new Date(epochMs);
  // `Thu, 01 Jan 1970 00:00:00 GMT`; mail writes the day without the zero.
  const text = at.toUTCString();
  return `${text.slice(0, 5)}${at.getUTCDate()}${text.slice(7, 25)} +0000`;
}

/** A display name: quoted (RFC 5322 3.2.4), or as encoded words when it is not ASCII. */
function quotedName(name: string): string {
  const line = oneLine(name);
  return isAscii(line) ? `"${line.replace(/[\\"]/g, '\\$&')}"` : encoded(line);
}

/** Unstructured text: as it is when ASCII, else encoded words, no character split between two. */
function encoded(text: string): string {
  const line = oneLine(text);
  if (isAscii(line)) return line;
  const encoder = new TextEncoder();
  const words: string[] = [];
  let bytes: number[] = [];
  const flush = (): void => {
    if (bytes.length > 0) words.push(`=?utf-8?B?${btoa(String.fromCharCode(...bytes))}?=`);
    bytes = [];
  };
  for (const character of line.toWellFormed()) {
    const more = encoder.encode(character);
    if (bytes.length + more.length > ENCODED_BYTES_MAX) flush();
    bytes.push(...more);
  }
  flush();
  return words.join('\n ');
}

function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a line break in a value would begin a field.
  return text.replace(/[\u0000-\u001f\u007f\s]+/g, ' ').trim();
}

function isAscii(text: string): boolean {
  return /^[ -~]*$/.test(text);
}
