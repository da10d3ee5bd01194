/**
 * The one place where addresses are made and read.
 *
 * Message-IDs stand in paths as public-inbox writes them, so that a link to an archive becomes a link to us by
 * changing the host: everything is percent-encoded except RFC 3986 "pchar" characters without `+` and `%`; `/` is
 * `%2F`, `@` stays literal. Next hands route handlers their parameters decoded (measured on 16.4, see docs/web.md),
 * pages would get them encoded: hence one function per kind.
 */

/** Characters that `encodeURIComponent` escapes but that are literal in the addresses of public-inbox. */
const LITERAL = /%(?:40|3A|24|2C|3B|3D|26)/g;

/** RFC 5322 allows 998 characters on a line; a longer id has no address and no row. */
const ID_LENGTH_MAX = 998;

/** Path names of ours at the top level, which no inbox may have. */
const RESERVED: ReadonlySet<string> = new Set([
  '_next',
  'account',
  'admin',
  'all',
  'api',
  'assets',
  'bundle',
  'design',
  'email',
  'favicon.ico',
  'health',
  'help',
  'invite',
  'login',
  'logout',
  'manifest.js.gz',
  'message',
  'person',
  'project',
  'r',
  'reset',
  'robots.txt',
  'run',
  'scenario',
  'search',
  'series',
  'sign-in',
  'sign-out',
  'strategy',
  'suggestions',
  'unresolved',
  'unsubscribe',
]);

/** An inbox name is one path segment such as `linux-xfs`; ingest refuses the others. */
export function isInboxName(name: string): boolean {
  return /^[a-z0-9_][a-z0-9._+-]{0,63}$/.test(name) && !RESERVED.has(name);
}

/** In place of a list, as public-inbox has it: `/all/` spans them all. */
export const ALL_LISTS = 'all';

/** What lore has in place of a list in links that name none: `/all/`, and `/r/` in commits. */
export function isAnyList(name: string): boolean {
  return name === ALL_LISTS || name === 'r';
}

/**
 * One path segment for a Message-ID. Lone surrogates, which no UTF-8 has, become U+FFFD.
 * The ids `.` and `..` would be path steps even when encoded (WHATWG URL 4.5), so they keep their angle brackets;
 * so does an id that has brackets of its own, because reading takes one pair off.
 */
export function encodeMessageId(messageId: string): string {
  const bare =
    messageId === '.' || messageId === '..' || isBracketed(messageId) ? `<${messageId}>` : messageId;
  return encodeURIComponent(bare.toWellFormed()).replace(LITERAL, decodeURIComponent).replace(/'/g, '%27');
}

/** The Message-ID in a path segment that is decoded already; null when no message can have it. */
export function messageIdOfDecoded(segment: string): string | null {
  const id = isBracketed(segment) ? segment.slice(1, -1) : segment;
  return id === '' || id.length > ID_LENGTH_MAX || id.includes('\0') ? null : id;
}

/** The Message-ID in a path segment as it stands in an address; null when it is no Message-ID. */
export function messageIdOfEncoded(segment: string): string | null {
  try {
    return messageIdOfDecoded(decodeURIComponent(segment));
  } catch {
    return null; // a `%` that is no percent-encoding
  }
}

function isBracketed(id: string): boolean {
  return id.length > 2 && id.startsWith('<') && id.endsWith('>');
}

export function inboxPath(inbox: string): string {
  return `/${encodeURIComponent(inbox)}/`;
}

export function messagePath(inbox: string, messageId: string): string {
  return `/${encodeURIComponent(inbox)}/${encodeMessageId(messageId)}/`;
}

/** Where patch `n` of several that are attached to a mail stands on the page of that mail. */
export function attachedAnchor(n: number): string {
  return `patch${n}`;
}

/** A cover or patch of a series: a patch that is attached to the cover has its place on the page of that. */
export function memberPath(
  inbox: string,
  { n, messageId }: { readonly n: number; readonly messageId: string },
  coverId: string | null,
): string {
  const path = messagePath(inbox, messageId);
  return n > 0 && messageId === coverId ? `${path}#${attachedAnchor(n)}` : path;
}

export function rawPath(inbox: string, messageId: string): string {
  return `${messagePath(inbox, messageId)}raw`;
}

/** All mail of a thread as an mbox. */
export function threadMailPath(inbox: string, messageId: string): string {
  return `${messagePath(inbox, messageId)}t.mbox.gz`;
}

export function threadPath(inbox: string, messageId: string): string {
  return `${messagePath(inbox, messageId)}T/`;
}

export function seriesPath(messageId: string): string {
  return `/series/${encodeMessageId(messageId)}`;
}

/** The patches of a version as an mbox, as `git am --patch-format=mboxrd` takes them. */
export function seriesMailPath(messageId: string): string {
  return `${seriesPath(messageId)}/mbox`;
}

/** The state of a design; `messageId` is any message of it. */
export function designPath(messageId: string): string {
  return `/design/${encodeMessageId(messageId)}`;
}

/** What changed in the state of a design, as an Atom feed. */
export function designFeedPath(messageId: string): string {
  return `${designPath(messageId)}/new.atom`;
}

/** What changed in a series and its versions, as an Atom feed. */
export function seriesFeedPath(messageId: string): string {
  return `${seriesPath(messageId)}/new.atom`;
}

/** The newest messages of a list; of all lists for `all`. */
export function listFeedPath(inbox: string): string {
  return `${inboxPath(inbox)}new.atom`;
}

export function threadFeedPath(inbox: string, messageId: string): string {
  return `${messagePath(inbox, messageId)}t.atom`;
}

/** The range-diff from one version of a series to another. */
export function rangePath(before: string, after: string): string {
  return `${seriesPath(before)}/diff/${encodeMessageId(after)}`;
}

/** Where the rest of the world keeps the message. */
export function loreUrl(messageId: string): string {
  return `https://lore.kernel.org/all/${encodeMessageId(messageId)}/`;
}

/** Archives whose addresses hold a Message-ID, with the number of path segments before it. */
const ARCHIVE_HOSTS: ReadonlyMap<string, number> = new Map([
  ['lore.kernel.org', 1],
  ['patch.msgid.link', 0],
  ['msgid.link', 0],
  ['lkml.kernel.org', 1],
  ['public-inbox.org', 1],
]);

/** The Message-ID that an archive address names, null for other addresses. Linear in the length of `url`. */
export function messageIdOfArchiveUrl(url: string): string | null {
  const [, , host, ...path] = url.split(/[?#]/, 1)[0]?.split('/') ?? [];
  const skip = host === undefined ? undefined : ARCHIVE_HOSTS.get(host.toLowerCase());
  const segment = skip === undefined ? undefined : path[skip];
  if (segment === undefined) return null;
  const id = messageIdOfEncoded(segment);
  return id?.includes('@') ? id : null;
}

/** A row in an ordered list: `1721307728000.<id>` with the time in epoch milliseconds. */
export function formatCursor(cursor: { readonly at: number; readonly id: string }): string {
  return `${cursor.at}.${encodeURIComponent(cursor.id.toWellFormed())}`;
}

/** PostgreSQL's times begin in 4714 BC, at -210,866,803,200,000; it refuses a statement with an earlier one. */
const CURSOR_TIME_MIN = -200_000_000_000_000;

/** The reverse, of a query value that is decoded already; null for anything else. */
export function parseCursor(text: string): { readonly at: number; readonly id: string } | null {
  const match = /^(-?\d{1,15})\.([^\0]{1,998})$/s.exec(text);
  const at = Number(match?.[1]);
  return match === null || at < CURSOR_TIME_MIN ? null : { at, id: match[2] ?? '' };
}

/** The fragment of a comment where a page shows it. */
export function commentAnchor(id: string): string {
  return `comment-${id}`;
}
