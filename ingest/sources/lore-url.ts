import { AppError } from '@/lib/base/app-error.ts';
import { decodeAddress } from './decode-address.ts';

/** What an address of a public-inbox site (lore.kernel.org is one) leads to. */
export type LoreUrl =
  | { readonly kind: 'thread'; readonly inbox: string; readonly messageId: string; readonly page: string }
  /** `/r/ID`: the site knows which inbox. */
  | { readonly kind: 'redirect'; readonly messageId: string; readonly page: string }
  | {
      readonly kind: 'inbox';
      readonly inbox: string;
      readonly page: string;
      /** Null: all of them. */
      readonly epoch: number | null;
    }
  /** Something else: a file that is recognised by its content. */
  | { readonly kind: 'file'; readonly page: string };

/** Shorthands for messages on lore that mails and commits use. */
const SHORT_HOSTS: ReadonlySet<string> = new Set(['patch.msgid.link', 'msgid.link', 'lkml.kernel.org']);
const LORE_ALL = 'https://lore.kernel.org/all/';

/** What follows a Message-ID in an address: the page, its forms, its thread. */
const VIEWS: ReadonlySet<string> = new Set(['T', 't', 'd', 'R', 'raw', 't.mbox.gz', 't.mbox', 't.atom']);

/**
 * Reads an address as public-inbox makes them: `/INBOX/`, `/INBOX/0`, `/INBOX/git/0.git`, `/INBOX/ID/` with or without
 * `T/`, `t/`, `raw`, `t.mbox.gz`, and `/r/ID/`. `page` is the one form all spellings of it share. Throws AppError
 * `UNSUPPORTED` for search results, `BAD_INPUT` for a damaged address.
 */
export function readLoreUrl(url: URL): LoreUrl {
  const segments = url.pathname.split('/').filter((segment) => segment !== '');
  if (SHORT_HOSTS.has(url.host)) return fromShortHost(url, segments);
  const id = findId(segments);
  if (id !== null) {
    const before = segments.slice(0, id.index);
    const page = `${url.origin}/${before.map((segment) => `${segment}/`).join('')}${encodeId(id.messageId)}/`;
    if (before.length === 1 && before[0] === 'r') return { kind: 'redirect', messageId: id.messageId, page };
    const inbox = before.at(-1);
    if (inbox !== undefined) return { kind: 'thread', inbox, messageId: id.messageId, page };
  }
  return readInbox(url, segments) ?? { kind: 'file', page: withoutHash(url) };
}

function fromShortHost(url: URL, segments: readonly string[]): LoreUrl {
  const rest = segments[0] === 'r' ? segments.slice(1) : segments;
  const messageId = rest[0] === undefined ? '' : decodeId(rest[0]);
  if (messageId === '') {
    throw new AppError('BAD_INPUT', `${url.href} names no message.`, `Give an address under ${LORE_ALL}`);
  }
  return { kind: 'thread', inbox: 'all', messageId, page: `${LORE_ALL}${encodeId(messageId)}/` };
}

/** An id has an `@`; one without is known by what follows it or by standing after `r`. */
function findId(segments: readonly string[]): { readonly index: number; readonly messageId: string } | null {
  const at = segments.findIndex((segment, index) => index > 0 && decodeId(segment).includes('@'));
  if (at !== -1) return { index: at, messageId: decodeId(segments[at] ?? '') };
  const hasView = segments.length >= 3 && VIEWS.has(segments.at(-1) ?? '');
  const index = hasView ? segments.length - 2 : segments[0] === 'r' ? 1 : -1;
  const segment = segments[index];
  return segment === undefined ? null : { index, messageId: decodeId(segment) };
}

function readInbox(url: URL, segments: readonly string[]): LoreUrl | null {
  const { epoch, path } = splitEpoch(segments);
  const inbox = path.at(-1);
  if (inbox === undefined || path.length > 1 || inbox.includes('.gz')) return null;
  if (url.search !== '') {
    throw new AppError(
      'UNSUPPORTED',
      `${url.href} is a page of search results, which Docket does not read.`,
      'Give the address of one of the messages, or of the inbox.',
    );
  }
  return { kind: 'inbox', inbox, page: `${url.origin}/${inbox}/`, epoch };
}

/** `INBOX/0`, `INBOX/0.git` and `INBOX/git/0.git` are one epoch; `INBOX/manifest.js.gz` is all of them. */
function splitEpoch(segments: readonly string[]): {
  readonly epoch: number | null;
  readonly path: readonly string[];
} {
  const last = segments.at(-1) ?? '';
  const [, number] = /^(\d{1,6})(?:\.git)?$/.exec(last) ?? [];
  if (segments.length > 1 && number !== undefined) {
    const path = segments.slice(0, -1);
    return {
      epoch: Number(number),
      path: path.length > 1 && path.at(-1) === 'git' ? path.slice(0, -1) : path,
    };
  }
  return { epoch: null, path: last === 'manifest.js.gz' ? segments.slice(0, -1) : segments };
}

function decodeId(segment: string): string {
  return decodeAddress(segment).replace(/^<|>$/g, '');
}

/** As public-inbox links it: `@` stays, a slash does not. */
function encodeId(messageId: string): string {
  return encodeURIComponent(messageId).replace(/%40/g, '@');
}

function withoutHash(url: URL): string {
  return url.hash === '' ? url.href : url.href.slice(0, -url.hash.length);
}
