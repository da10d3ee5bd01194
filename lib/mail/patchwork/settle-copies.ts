import { compareText } from '@/lib/base/compare-text.ts';
import { groupBy } from '@/lib/base/multimap.ts';
import type { Mailbox, MessageId } from '@/lib/mail/email.ts';
import { isCopyId, matchName } from '@/lib/mail/patchwork/copies.ts';

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
