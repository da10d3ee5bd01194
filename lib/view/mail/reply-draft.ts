import type { AnsweredMail } from '@/lib/mail/answered-mail.ts';
import type { Mailbox } from '@/lib/mail/email.ts';
import {
  encodeBody,
  encodeText,
  foldList,
  formatMailbox,
  formatMailDate,
} from '@/lib/view/mail/mail-header.ts';
import { mboxrdEntry } from '@/lib/view/mail/mboxrd.ts';

export type Draft = {
  readonly answered: AnsweredMail;
  /** The words that are spoken of, in the body of that mail; null quotes nothing. */
  readonly quoted: { readonly start: number; readonly end: number } | null;
  readonly text: string;
  /** Null: the program that sends it says who. */
  readonly from: Mailbox | null;
  readonly at: number;
};

/** Longer chains are cut in the middle, as mail programs do: the first and the nearest stay (RFC 5322 3.6.4). */
const REFERENCES_MAX = 20;

/** Addresses of mails are outside data; a list of them that is longer is no discussion. */
const RECIPIENTS_MAX = 200;

/**
 * A reply as lists want it: to its author, copies to everybody else who got the mail and not to oneself, In-Reply-To
 * and References so that it threads, the words it speaks of quoted above it, plain text. Without a Message-ID: the mail
 * program that sends it gives one. Line ends are CRLF.
 */
export function replyEml({ answered, quoted, text, from, at }: Draft): Uint8Array {
  const { to, cc } = recipientsOf(answered, from);
  const { encoding, content } = encodeBody(draftText({ answered, quoted, text }));
  const fields: readonly (readonly [string, string] | null)[] = [
    from === null ? null : ['From', formatMailbox(from)],
    ['To', to.length === 0 ? 'undisclosed-recipients:;' : foldList(to.map(formatMailbox), ',')],
    cc.length === 0 ? null : ['Cc', foldList(cc.map(formatMailbox), ',')],
    ['Subject', encodeText(replySubject(answered))],
    ['Date', formatMailDate(at)],
    ['In-Reply-To', idOf(answered.messageId)],
    ['References', foldList(referencesOf(answered).map(idOf), '')],
    ['MIME-Version', '1.0'],
    ['Content-Type', 'text/plain; charset=utf-8'],
    ['Content-Transfer-Encoding', encoding],
    // Mail programs open it for writing, not for reading.
    ['X-Unsent', '1'],
  ];
  const head = fields.flatMap((field) => (field === null ? [] : [`${field[0]}: ${field[1]}\r\n`])).join('');
  return new TextEncoder().encode(`${head}\r\n${content}`);
}

/** The same as an mbox of one message, with LF line ends as git and mutt read it. */
export function replyMbox(draft: Draft): Uint8Array {
  const text = new TextDecoder().decode(replyEml(draft)).replaceAll('\r\n', '\n');
  return mboxrdEntry(new TextEncoder().encode(text));
}

/** Browsers and mail programs cut longer ones (2,083 characters in the oldest). */
const MAILTO_MAX = 2_000;

/** RFC 6068; the quoted words are left out when the address would be too long, then the text. */
export function replyMailto({ answered, quoted, text, from }: Omit<Draft, 'at'>): string {
  const { to, cc } = recipientsOf(answered, from);
  const bodies = [draftText({ answered, quoted, text }), text, ''];
  const urls = bodies.map((body) => {
    const fields = [
      ...(cc.length === 0 ? [] : [`cc=${addressesOf(cc)}`]),
      `in-reply-to=${encodeURIComponent(idOf(answered.messageId))}`,
      `subject=${encodeURIComponent(replySubject(answered))}`,
      ...(body === '' ? [] : [`body=${encodeURIComponent(body.replace(/\r?\n/g, '\r\n').toWellFormed())}`]),
    ];
    return `mailto:${addressesOf(to)}?${fields.join('&')}`;
  });
  return urls.find((url) => url.length <= MAILTO_MAX) ?? urls.at(-1) ?? '';
}

function addressesOf(mailboxes: readonly Mailbox[]): string {
  return mailboxes
    .map(({ email }) => encodeURIComponent(email.toWellFormed()).replaceAll('%40', '@'))
    .join(',');
}

/** Who a reply goes to: the author, and everybody else who got the mail but oneself, each once. */
export function recipientsOf(
  { from, to, cc }: Pick<AnsweredMail, 'from' | 'to' | 'cc'>,
  self: Mailbox | null,
): { readonly to: readonly Mailbox[]; readonly cc: readonly Mailbox[] } {
  const seen = new Set(self === null ? [] : [self.email.toLowerCase()]);
  const fresh = (mailboxes: readonly Mailbox[]): readonly Mailbox[] =>
    mailboxes
      .filter(({ email }) => {
        const key = email.toLowerCase();
        // Not an address: an empty group, or what could not be read.
        if (seen.has(key) || !/^[^\s@<>,;]+@[^\s@<>,;]+$/.test(key)) return false;
        seen.add(key);
        return true;
      })
      .slice(0, RECIPIENTS_MAX);
  const first = fresh([from]);
  const others = fresh([...to, ...cc]);
  // Who answers oneself writes to whom the mail went.
  return first.length > 0 ? { to: first, cc: others } : { to: others, cc: [] };
}

export function replySubject({ subject }: Pick<AnsweredMail, 'subject'>): string {
  return /^re\s*:/i.test(subject) ? subject : `Re: ${subject}`;
}

function idOf(messageId: string): string {
  return `<${messageId.replace(/[\p{Cc}\s]/gu, '')}>`;
}

function referencesOf({ references, messageId }: AnsweredMail): readonly string[] {
  const all = [...references.filter((id) => id !== messageId), messageId];
  return all.length <= REFERENCES_MAX ? all : [...all.slice(0, 1), ...all.slice(1 - REFERENCES_MAX)];
}

/** The body: the lines that are spoken of, quoted, and the answer below them. */
export function draftText({ answered, quoted, text }: Pick<Draft, 'answered' | 'quoted' | 'text'>): string {
  const words = text.replace(/\r\n?/g, '\n').trimEnd();
  if (quoted === null) return `${words}\n`;
  const { body, from, sentAt } = answered;
  const start = body.lastIndexOf('\n', quoted.start - 1) + 1;
  const feed = body.indexOf('\n', Math.max(quoted.start, quoted.end - 1));
  const lines = body
    .slice(start, feed === -1 ? body.length : feed)
    .replaceAll('\r', '')
    .split('\n');
  const when = sentAt === null ? '' : `On ${formatMailDate(sentAt)}, `;
  const name = from.name === '' ? from.email : from.name;
  const quote = lines.map((line) => (line.startsWith('>') ? `>${line}` : `> ${line}`.trimEnd()));
  return `${when}${name} wrote:\n${quote.join('\n')}\n\n${words}\n`;
}
