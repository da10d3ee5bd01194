import { compareText } from '@/lib/base/compare-text.ts';
import { groupBy } from '@/lib/base/multimap.ts';
import type { Mailbox, MessageId } from '@/lib/mail/email.ts';
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

/** What is needed of a message to tell copies from mail. */
export type Copyable = {
  readonly key: string;
  readonly messageId: MessageId;
  readonly firstOfId: boolean;
  readonly references: readonly MessageId[];
  readonly inReplyTo: MessageId | null;
  readonly time: number;
  readonly from: Mailbox;
  readonly reconstructed: boolean;
  /** Strength and hash of `matchText`; null without a date. */
  readonly matchKey: string | null;
};

/** A copy that gave way: `alias` leads to `messageId`. They are equal when the copy had the mail's own id. */
export type Alias = { readonly alias: MessageId; readonly messageId: MessageId };

export type Settled<T> = {
  /** The messages to be shown: ids of copies that gave way are replaced in their references. */
  readonly shown: readonly T[];
  /** Keys of the messages that own their Message-ID although another came first: that one is not here. */
  readonly owners: ReadonlySet<string>;
  readonly aliases: readonly Alias[];
};

/**
 * Decides which copies give way to mail, whatever the order of arrival. A copy with a synthetic id gives way to the
 * mail with the same match key; of several, one that cites the same submission, else (long texts only) the oldest. A
 * copy with the mail's own id gives way to the mail of that id by the same person in the same minute: Patchwork's text
 * of it may differ. A copy that is shown owns its id when no mail does.
 */
export function settleCopies<T extends Copyable>(messages: readonly T[]): Settled<T> {
  const copies = messages.filter((message) => message.reconstructed);
  if (messages.every((message) => message.firstOfId))
    return { shown: messages, aliases: [], owners: new Set() };
  const mail = messages.filter((message) => !message.reconstructed).sort(compare);
  const byKey = groupBy(mail, (message) => message.matchKey);
  const byId = groupBy(mail, (message) => message.messageId);
  const hidden = new Set<string>();
  const target = new Map<MessageId, MessageId>();
  for (const copy of [...copies].sort(compare)) {
    const original = isCopyId(copy.messageId)
      ? findOriginal(copy, byKey.get(copy.matchKey) ?? [])
      : (byId.get(copy.messageId) ?? []).find((one) => isSamePosting(copy, one));
    if (original === undefined) continue;
    hidden.add(copy.key);
    if (!target.has(copy.messageId)) target.set(copy.messageId, original.messageId);
  }
  const owners = findOwners(mail, [...copies].sort(compare), hidden);
  const shown = messages.flatMap((message) =>
    hidden.has(message.key) ? [] : [redirected(message, target, owners)],
  );
  return { shown, aliases: [...target].map(([alias, messageId]) => ({ alias, messageId })), owners };
}

/**
 * Who owns a Message-ID whose first mail is not here: the oldest other mail of that id, such as the corrected one an
 * archive put in place of the mail it withdrew, else the oldest copy.
 */
function findOwners(
  mail: readonly Copyable[],
  copies: readonly Copyable[],
  hidden: ReadonlySet<string>,
): ReadonlySet<string> {
  const owned = new Set<string>(mail.flatMap((one) => (one.firstOfId ? [one.messageId] : [])));
  const owners = new Set<string>();
  for (const heir of [...mail, ...copies]) {
    if (hidden.has(heir.key) || owned.has(heir.messageId)) continue;
    owned.add(heir.messageId);
    owners.add(heir.key);
  }
  return owners;
}

function findOriginal<T extends Copyable>(copy: T, candidates: readonly T[]): T | undefined {
  if (copy.matchKey === null) return undefined;
  const [submission] = copy.references;
  const citing = candidates.find((one) => submission !== undefined && one.references.includes(submission));
  return citing ?? (copy.matchKey.startsWith('l') ? candidates[0] : undefined);
}

function isSamePosting(copy: Copyable, mail: Copyable): boolean {
  const isSameMinute = Math.floor(copy.time / 60_000) === Math.floor(mail.time / 60_000);
  return isSameMinute && matchName(copy.from) === matchName(mail.from);
}

function redirected<T extends Copyable>(
  message: T,
  target: ReadonlyMap<MessageId, MessageId>,
  owners: ReadonlySet<string>,
): T {
  const settled = owners.has(message.key) ? { ...message, firstOfId: true } : message;
  if (!message.references.some((id) => target.has(id))) return settled;
  const follow = (id: MessageId): MessageId => target.get(id) ?? id;
  const references = [...new Set(message.references.map(follow))].filter((id) => id !== message.messageId);
  const inReplyTo = message.inReplyTo === null ? null : follow(message.inReplyTo);
  return { ...settled, references, inReplyTo };
}

function compare(a: Copyable, b: Copyable): number {
  return a.time - b.time || compareText(a.messageId, b.messageId) || compareText(a.key, b.key);
}
