import type { Mailbox } from '@/lib/mail/email.ts';
import { allFields, type FieldName, type HeaderBlock } from '@/lib/mail/fields/header-block.ts';
import { clearSender } from '@/lib/mail/fields/obscured-address.ts';
import type { Decoded } from './build-email.ts';

/** Far more recipients than any list lets through, far below what a field may hold. */
const PLAIN_LENGTH_MAX = 8_192;

/**
 * One mailbox, the comma and the blanks behind it, in the forms nearly all mail uses: `a@b`, `Name <a@b>`,
 * `"Name" <a@b>`. No character is in them that mailparser gives a meaning: no encoded word, comment, group, route,
 * escape or punycode. Each alternative begins with another character or ends at one, so nothing is tried twice at
 * length.
 */
const MAILBOX = new RegExp(
  [
    /(?:"(?<quoted>[\w .,()/&+@'-]*)" ?|(?<words>[\w./&+-]+(?:[ '][\w./&+-]+)*) )?</,
    /(?<angled>[\w.+=-]+@[\w.-]+)>(?:, *|$)/,
    /|(?<bare>[\w.+=-]+@[\w.-]+)(?:, *|$)/,
  ]
    .map(({ source }) => source)
    .join(''),
  'y',
);

/**
 * Sender, recipients and subject when they need no decoding, as mailparser reads them; null when any field holds
 * something that asks for a real parser. Of the mails of linux-xfs nine in ten have only such fields.
 */
export function readPlainFields(header: HeaderBlock): Omit<Decoded, 'body' | 'attached' | 'isFlowed'> | null {
  const subjects = allFields(header, 'subject');
  const [subject = ''] = subjects;
  if (subjects.length > 1 || subject.length > PLAIN_LENGTH_MAX || !isPlain(subject)) return null;
  const from = readMailboxes(header, 'from');
  const to = readMailboxes(header, 'to');
  const cc = readMailboxes(header, 'cc');
  return from === null || to === null || cc === null ? null : { from, to, cc, subject };
}

/** Printable ASCII without an encoded word (RFC 2047 2). */
function isPlain(text: string): boolean {
  return /^[ -~]*$/.test(text) && !text.includes('=?');
}

function readMailboxes(header: HeaderBlock, name: FieldName): readonly Mailbox[] | null {
  const values = allFields(header, name);
  const [written = ''] = values;
  if (values.length > 1 || written.length > PLAIN_LENGTH_MAX) return null;
  const value = name === 'from' ? clearSender(written) : written;
  const mailboxes: Mailbox[] = [];
  MAILBOX.lastIndex = 0;
  while (MAILBOX.lastIndex < value.length) {
    const groups = MAILBOX.exec(value)?.groups;
    if (groups === undefined) return null;
    const mailbox = toMailbox(groups);
    if (mailbox === null) return null;
    mailboxes.push(mailbox);
  }
  return mailboxes;
}

/** mailparser drops a name that repeats the address, and looks for the address in any other name with an `@`. */
function toMailbox(groups: Readonly<Record<string, string | undefined>>): Mailbox | null {
  const email = groups['angled'] ?? groups['bare'] ?? '';
  const name = (groups['quoted'] ?? groups['words'] ?? '').trim();
  if (email.includes('@xn--') || (name.includes('@') && name !== email)) return null;
  return { name: name === email ? '' : name, email };
}
