import { toMessageId } from '@/lib/mail/fields/message-id.ts';
import { composeCopy } from '@/lib/mail/patchwork/compose-copy.ts';
import { COPY_DOMAIN, copyIdText, matchText } from '@/lib/mail/patchwork/copies.ts';
import { findParents } from '@/lib/mail/patchwork/page-tree.ts';
import type { PageMessage, PatchworkPage } from '@/lib/mail/patchwork/patchwork-page.ts';

/** The nearest ancestors are what threads are built from; nothing is gained by naming a hundred. */
const REFERENCES_MAX = 20;
const SLUG_LENGTH_MAX = 64;

/**
 * A page as messages in RFC 5322 form, cover or patch first, comments in the order of the page. The cover keeps its
 * real Message-ID; a comment's is the hash of what the page tells of it, so the same comment saved twice is one
 * message. `sha256` gives hex digits; this room knows no hash.
 */
export function pageMessages(page: PatchworkPage, sha256: (text: string) => string): readonly string[] {
  const subject = mailSubject(page);
  const { body } = page.submission;
  const whole = { ...page.submission, body: page.diff === null ? body : `${body}\n\n${page.diff}` };
  // A real id that is too long to be one cannot be kept.
  const submission = toMessageId(page.messageId) ?? madeUpId('', whole, sha256);
  const messages = [compose(whole, { id: submission, subject, references: [] })];
  const ids: string[] = [];
  const ancestors: (readonly string[])[] = [];
  const parents = findParents(page.submission, page.comments);
  for (const [index, comment] of page.comments.entries()) {
    const parent = parents[index] ?? null;
    const above = parent === null ? [] : [...(ancestors[parent] ?? []), ids[parent] ?? submission];
    const nearest = above.slice(-REFERENCES_MAX);
    const id = madeUpId(submission, comment, sha256);
    ids.push(id);
    ancestors.push(nearest);
    messages.push(compose(comment, { id, subject: `Re: ${subject}`, references: [submission, ...nearest] }));
  }
  return messages;
}

function madeUpId(submission: string, message: PageMessage, sha256: (text: string) => string): string {
  const text = matchText({ from: mailboxOf(message.author), sentAt: message.sentAt, body: message.body });
  return `${sha256(copyIdText(submission, text ?? ''))}@${COPY_DOMAIN}`;
}

function compose(
  message: PageMessage,
  { id, subject, references }: { id: string; subject: string; references: readonly string[] },
): string {
  return composeCopy({
    origin: 'patchwork-page',
    from: mailboxOf(message.author),
    sentAt: message.sentAt,
    subject,
    messageId: id,
    references,
    body: `${message.body}\n`,
  });
}

/** A page tells names only. Patchwork shows the address of a person without a name: it stays what is shown. */
function mailboxOf(author: string): { readonly name: string; readonly email: string } {
  const name = author.replace(/\s+/g, ' ').trim();
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, SLUG_LENGTH_MAX)
    .replace(/^-+|-+$/g, '');
  return { name, email: `${slug === '' ? 'somebody' : slug}@${COPY_DOMAIN}` };
}

/** Patchwork takes the word PATCH out of the bracket, and series are told by it. */
function mailSubject({ kind, title }: PatchworkPage): string {
  const match = /^\[([^\]]*)\]\s*/.exec(title);
  const words = (match?.[1] ?? '').split(/[\s,]+/).filter((word) => word !== '');
  const rest = match === null ? title : title.slice(match[0].length);
  const isMarked =
    words.some((word) => /^(?:patch|pull)/i.test(word)) || (kind === 'cover' && words.length === 0);
  const bracket = isMarked ? words : ['PATCH', ...words];
  return bracket.length === 0 ? rest : `[${bracket.join(' ')}] ${rest}`;
}
