import { hash } from 'node:crypto';
import { contentText } from '@/lib/mail/content-text.ts';
import type { Email, Mailbox, MessageId } from '@/lib/mail/email.ts';
import { parseDate, parseReceivedDate } from '@/lib/mail/fields/date.ts';
import { allFields, type FieldName, firstField, type HeaderBlock } from '@/lib/mail/fields/header-block.ts';
import { listNameFromAddress, listNameFromId } from '@/lib/mail/fields/list-name.ts';
import { type FoundMessageIds, findMessageIds } from '@/lib/mail/fields/message-id.ts';
import { findFacts } from '@/lib/mail/find-facts.ts';
import { type AttachedFile, joinAttached } from '@/lib/mail/patches/attached-patches.ts';
import { COPY_DOMAIN, copyIdText, isCopyId, matchStrength, matchText } from '@/lib/mail/patchwork/copies.ts';
import { addressesIn, relayedSender, type SenderClues } from '@/lib/mail/senders/relayed-sender.ts';
import { mendedPatchId } from '@/lib/series/patch/patch-id.ts';
import { lastVersionIn } from '@/lib/series/review/changelog.ts';
import { cleanText, type Finding } from './clean-text.ts';

/** The last ones are kept: they are the nearest ancestors (reliability.md, section 8). */
const REFERENCES_MAX = 100;

/** The fields and the text whose decoding needs charset tables and an address grammar. */
export type Decoded = {
  readonly from: readonly Mailbox[];
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  readonly subject: string;
  readonly body: string;
  /** The text is format=flowed (RFC 3676), which `body` keeps as it came. */
  readonly isFlowed: boolean;
  /** Parts beside the text that may be patches, in their order. */
  readonly attached: readonly AttachedFile[];
};

/**
 * Puts a message together from its header and its decoded parts. Ids, dates and lists are read from the raw header
 * lines here, because mailparser splits References at blanks only, makes an unreadable Date the present, and reads a
 * Date without zone in the time zone of the machine. `findings` become the problems.
 */
export function buildEmail(header: HeaderBlock, decoded: Decoded, findings: Finding[]): Email {
  const clean = (text: string): string => cleanText(text, findings);
  const cleanMailbox = (mailbox: Mailbox): Mailbox => ({
    name: clean(mailbox.name),
    email: clean(mailbox.email),
  });
  const named = findSender(decoded.from.map(cleanMailbox), findings);
  const to = decoded.to.map(cleanMailbox);
  const cc = decoded.cc.map(cleanMailbox);
  const subject = clean(decoded.subject);
  const body = clean(decoded.body);
  const patches = joinAttached(body, decoded.attached);
  // What is replaced is as long as before: the places of the patches stay.
  const attached = patches === null ? null : { ...patches, text: clean(patches.text) };
  const github = firstField(header, 'x-github-sender');
  const from = relayedSender(named, { to, cc, ...findOriginal(header), github, body });
  const ownId = findOwnId(header, findings);
  const { inReplyTo, references } = findAncestors(header, ownId, findings);
  const { claimedAt, dateText } = findDate(header, findings);
  const receivedAt = findReceived(header);
  const content = contentText({
    from: named,
    to,
    cc,
    subject,
    sentAt: claimedAt,
    dateText,
    references,
    body,
  });
  const ownHash = sha256(content);
  const messageId = ownId ?? (`${ownHash}@docket.invalid` as MessageId);
  const words = matchText({ from, sentAt: claimedAt, body });
  const reconstructed = isReconstructed(header, { messageId, references, words }, findings);
  // A copy of what REST shows may have every word of the mail. With one hash the mail would be its duplicate, and not
  // be kept.
  const contentHash = reconstructed ? sha256(`copy of ${content}`) : ownHash;
  return {
    messageId,
    contentHash,
    bodyHash: sha256(body),
    from,
    to,
    cc,
    sentAt: isFarFromArrival(claimedAt, receivedAt, header, findings) ? null : claimedAt,
    receivedAt,
    subject,
    inReplyTo,
    references,
    lists: findLists(header),
    body,
    attached: attached?.text ?? null,
    facts: findFacts(
      { from, subject, body, attached, isFlowed: decoded.isFlowed },
      (text) => mendedPatchId(text, sha1),
      lastVersionIn,
    ),
    reconstructed,
    matchKey: words === null ? null : `${matchStrength(words)}${sha256(words).slice(0, 32)}`,
    problems: findings.map(({ code, detail }) => ({ code, where: messageId, detail })),
  };
}

/**
 * A copy says so itself. An id made for a comment is the hash of what it stands for: under such an id nobody can pass
 * other words off as the comment, and later let them give way to a mail of theirs.
 */
function isReconstructed(
  header: HeaderBlock,
  message: {
    readonly messageId: MessageId;
    readonly references: readonly MessageId[];
    readonly words: string | null;
  },
  findings: Finding[],
): boolean {
  if (firstField(header, 'x-docket-reconstructed') === null) return false;
  const { messageId, references, words } = message;
  const expected = `${sha256(copyIdText(references[0] ?? '', words ?? ''))}@${COPY_DOMAIN}`;
  if (isCopyId(messageId) && messageId !== expected) return false;
  const detail = 'Put together from what Patchwork shows of the message; the mail itself has not been read.';
  findings.push({ code: 'reconstructed-copy', detail });
  return true;
}

/** What `git patch-id` hashes with; nothing rests on its strength. */
function sha1(bytes: Uint8Array): string {
  return hash('sha1', bytes);
}

function sha256(text: string): string {
  return hash('sha256', text);
}

function findSender(from: readonly Mailbox[], findings: Finding[]): Mailbox {
  const sender = from[0] ?? { name: '', email: '' };
  if (sender.email === '')
    findings.push({ code: 'address-unreadable', detail: 'The From field has no address.' });
  return sender;
}

/** Whom a list that rewrites From says who wrote, and where answers go. */
function findOriginal(header: HeaderBlock): Pick<SenderClues, 'original' | 'rewritten'> {
  const [rewritten, answered] = (['x-original-from', 'reply-to'] as const).map((name) =>
    addressesIn(firstField(header, name) ?? ''),
  );
  return { original: [...(rewritten ?? []), ...(answered ?? [])], rewritten: rewritten?.[0] ?? null };
}

function findOwnId(header: HeaderBlock, findings: Finding[]): MessageId | null {
  const found = allFields(header, 'message-id').map(findMessageIds);
  const ids = new Set(found.flatMap(({ ids }) => ids));
  const [first = null] = ids;
  if (ids.size > 1) {
    findings.push({ code: 'message-id-repeated', detail: `${ids.size} Message-IDs; the first one counts.` });
  }
  if (first !== null) return first;
  findings.push(
    found.some(({ tooLong }) => tooLong)
      ? {
          code: 'message-id-too-long',
          detail: 'The Message-ID is longer than 998 bytes; a hash stands for it.',
        }
      : { code: 'message-id-missing', detail: 'No usable Message-ID; a hash of the content stands for it.' },
  );
  return null;
}

type Ancestors = { readonly inReplyTo: MessageId | null; readonly references: readonly MessageId[] };

/** References first, In-Reply-To last: of two claims about the parent the latter is the more reliable one. */
function findAncestors(header: HeaderBlock, ownId: MessageId | null, findings: Finding[]): Ancestors {
  const find = (name: FieldName): FoundMessageIds[] => allFields(header, name).map(findMessageIds);
  const parents = find('in-reply-to').flatMap(({ ids }) => ids);
  const chain = new Set(find('references').flatMap(({ ids }) => ids));
  for (const parent of parents) {
    chain.delete(parent);
    chain.add(parent);
  }
  if (ownId !== null) chain.delete(ownId);
  const references = [...chain];
  if (references.length > REFERENCES_MAX) {
    const detail = `${references.length} references; the last ${REFERENCES_MAX} were kept.`;
    findings.push({ code: 'references-truncated', detail });
  }
  return {
    inReplyTo: parents.findLast((parent) => parent !== ownId) ?? null,
    references: references.slice(-REFERENCES_MAX),
  };
}

function findDate(header: HeaderBlock, findings: Finding[]): { claimedAt: number | null; dateText: string } {
  const field = firstField(header, 'date');
  if (field === null) {
    findings.push({ code: 'date-missing', detail: 'There is no Date field.' });
    return { claimedAt: null, dateText: '' };
  }
  const claimedAt = parseDate(field);
  if (claimedAt === null) {
    const detail = `The Date field cannot be read or is not sane: ${JSON.stringify(field.slice(0, 80))}.`;
    findings.push({ code: 'date-unreadable', detail: cleanText(detail, []) });
  }
  return { claimedAt, dateText: cleanText(field, []) };
}

/** Slack for a wrong clock; of 6,606 messages of 2024 none was sent more than a day after it had arrived. */
const CLOCK_SKEW_MS = 24 * 60 * 60 * 1000;

/** In an outbox for so long before the first relay had it: of the same messages one waited more than a week. */
const OUTBOX_MS = 30 * 24 * 60 * 60 * 1000;
/** Where clocks begin that lost their time, if not later; no relay beside the sender knows better. */
const CLOCKS_BEGIN = Date.UTC(1981, 0);

/**
 * Sent after it arrived: it would lead every list for years. Or long before any relay had it, as by a clock that began
 * anew in 1970 or 2001: a version would stand before the first. The first relay counts, as a mail may be sent on to a
 * list years later. Not part of the content hash, as relays differ.
 */
function isFarFromArrival(
  claimedAt: number | null,
  receivedAt: number | null,
  header: HeaderBlock,
  findings: Finding[],
): boolean {
  if (claimedAt === null || receivedAt === null) return false;
  const isLater = claimedAt > receivedAt + CLOCK_SKEW_MS;
  // The first relay, whose time is no later than this one's, is looked for where it matters.
  const isSoon = claimedAt >= receivedAt - OUTBOX_MS;
  if (!isLater && (isSoon || (claimedAt >= CLOCKS_BEGIN && isNearAny(claimedAt, header)))) return false;
  const by = isLater
    ? 'later than the time of arrival by more than a day'
    : 'a month or more before its arrival';
  findings.push({ code: 'date-unreadable', detail: `The Date field is ${by}.` });
  return true;
}

/** When the newest relay had it that tells: relays put their Received field on top. */
function findReceived(header: HeaderBlock): number | null {
  for (const { name, value } of header.fields) {
    const at = name === 'received' ? parseReceivedDate(value) : null;
    if (at !== null) return at;
  }
  return null;
}

/** Whether any relay had it less than a month after that. */
function isNearAny(claimedAt: number, header: HeaderBlock): boolean {
  return header.fields.some(({ name, value }) => {
    const at = name === 'received' ? parseReceivedDate(value) : null;
    return at !== null && claimedAt >= at - OUTBOX_MS;
  });
}

function findLists(header: HeaderBlock): string[] {
  const names = new Set<string>();
  for (const { name, value } of header.fields) {
    if (name !== 'list-id' && name !== 'x-mailing-list') continue;
    const list = name === 'list-id' ? listNameFromId(value) : listNameFromAddress(value);
    if (list !== null) names.add(list);
  }
  return [...names].sort();
}
