import { cleanXml, escapeXml } from '@/lib/view/feed/xml.ts';
import { seenLine, seenText } from '@/lib/view/hidden-characters.ts';
import { escapeText } from '@/lib/view/html.ts';

/** An Atom feed (RFC 4287). Addresses are absolute, times epoch milliseconds. */
export type Feed = {
  readonly id: string;
  readonly title: string;
  /** The page that shows the same. */
  readonly page: string;
  readonly self: string;
  /** Newest first. */
  readonly entries: readonly FeedEntry[];
};

export type FeedEntry = {
  /** An IRI that never changes and that nothing else has (RFC 4287, 4.2.6). */
  readonly id: string;
  readonly title: string;
  readonly at: number;
  readonly author: { readonly name: string; readonly email: string };
  readonly href: string;
  /** Plain text. */
  readonly text: string;
  /** Message-ID of what it answers (RFC 4685); null when it answers nothing. */
  readonly inReplyTo: string | null;
};

const ENTRIES_MAX = 50;
const TEXT_LENGTH_MAX = 16_000;
/** Of all entries: a feed is fetched again and again by machines that read none of it. */
const TOTAL_LENGTH_MAX = 400_000;
const TITLE_LENGTH_MAX = 300;

/** RFC 3339 knows four digits of a year. */
const TIME_MAX = Date.UTC(9999, 11, 31);

/**
 * The feed as XML. Whatever the mails hold, it is well-formed and every element that RFC 4287 demands is there: tests
 * parse it. Bounded: at most 50 entries and about 400,000 characters of text; what is cut says so.
 */
export function atomXml(feed: Feed): string {
  let left = TOTAL_LENGTH_MAX;
  const entries: string[] = [];
  for (const entry of feed.entries.slice(0, ENTRIES_MAX)) {
    const text = clip(entry.text, Math.min(TEXT_LENGTH_MAX, left), entry.href);
    left = Math.max(0, left - text.length);
    entries.push(entryXml(entry, text));
  }
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0">',
    `<title>${escapeXml(titleOf(feed.title))}</title>`,
    `<id>${escapeXml(feed.id)}</id>`,
    `<updated>${formatAtomTime(updatedOf(feed))}</updated>`,
    `<link rel="self" type="application/atom+xml" href="${escapeXml(feed.self)}"/>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(feed.page)}"/>`,
    '<generator>Docket</generator>',
    ...entries,
    '</feed>',
    '',
  ].join('\n');
}

/** When the newest entry is from; the epoch for a feed without any. */
function updatedOf({ entries }: Feed): number {
  return entries.reduce((newest, { at }) => Math.max(newest, at), 0);
}

function entryXml(entry: FeedEntry, text: string): string {
  const { name, email } = entry.author;
  const reply = entry.inReplyTo === null ? '' : `<thr:in-reply-to ref="${escapeXml(entry.inReplyTo)}"/>`;
  // Two grammars: the words as HTML text, and that as text of XML. The lines of a mail mean something, hence `pre`.
  const html = `<pre>\n${escapeText(seenText(text)).replaceAll('>', '&gt;')}</pre>`;
  const at = formatAtomTime(entry.at);
  return [
    '<entry>',
    `<title>${escapeXml(titleOf(entry.title))}</title>`,
    `<id>${escapeXml(entry.id)}</id>`,
    `<published>${at}</published><updated>${at}</updated>`,
    `<author><name>${escapeXml(nameOf(name, email))}</name>${emailXml(email)}</author>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(entry.href)}"/>${reply}`,
    `<content type="html">${escapeXml(html)}</content>`,
    '</entry>',
  ].join('\n');
}

/** RFC 4287 3.2.3: only what looks like an address may stand there. */
function emailXml(email: string): string {
  return /^[^\s@]{1,200}@[^\s@]{1,200}$/.test(cleanXml(email)) ? `<email>${escapeXml(email)}</email>` : '';
}

function nameOf(name: string, email: string): string {
  return oneLine(name) || oneLine(email) || 'unknown';
}

function titleOf(title: string): string {
  const line = oneLine(title);
  if (line === '') return '(no subject)';
  return line.length <= TITLE_LENGTH_MAX ? line : `${line.slice(0, TITLE_LENGTH_MAX - 1)}…`;
}

function oneLine(text: string): string {
  return seenLine(cleanXml(text).replace(/\s+/g, ' ').trim());
}

function clip(text: string, length: number, href: string): string {
  return text.length <= length ? text : `${text.slice(0, length)}\n[cut here, all of it: ${href}]`;
}

/** `2024-07-18T13:02:12Z`. */
function formatAtomTime(ms: number): string {
  const sane = Number.isFinite(ms) ? Math.min(Math.max(Math.floor(ms / 1000) * 1000, 0), TIME_MAX) : 0;
  return new Date(sane).toISOString().replace('.000Z', 'Z');
}
