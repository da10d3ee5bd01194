import { messageIdOfArchiveUrl } from '@/lib/view/url.ts';

/** A stretch of mail text that names something one can go to. `end` excludes closing punctuation. */
export type Link =
  | { readonly kind: 'url'; readonly start: number; readonly end: number; readonly url: string }
  | { readonly kind: 'message'; readonly start: number; readonly end: number; readonly messageId: string };

/** Browsers and servers give up not far above this; longer ones are data, not addresses. */
const URL_LENGTH_MAX = 2048;

/**
 * An http or https address, or something in angle brackets (at most 998 characters, RFC 5322 2.1.1). Linear: the first
 * branch never backtracks, and the second stops at the next `<`, so its attempts do not overlap.
 */
const CANDIDATE = /https?:\/\/[^\s<>"`{}|\\^\p{Cc}]+|<[^\s<>]{1,998}>/giu;

/**
 * The links of a mail body in order, disjoint, none across a line end: http and https addresses (no other scheme,
 * whatever tabs and entities it hides behind) and `<message@id>`, which may turn out to be a person's address.
 */
export function findLinks(text: string): readonly Link[] {
  const links: Link[] = [];
  for (const match of text.matchAll(CANDIDATE)) {
    const bracketed = match[0].startsWith('<');
    const start = match.index + (bracketed ? 1 : 0);
    const end = match.index + match[0].length - (bracketed ? 1 : 0);
    const inside = text.slice(start, end);
    if (!bracketed || /^https?:\/\//i.test(inside)) {
      const url = trimAddress(inside);
      if (isAddress(url)) links.push({ kind: 'url', start, end: start + url.length, url });
    } else if (isMessageId(inside)) {
      links.push({ kind: 'message', start, end, messageId: inside });
    }
  }
  return links;
}

/**
 * Message-IDs that links name, as an archive address or in brackets, to be looked up in one go. Brackets hold people's
 * addresses far more often; those have no digit before the `@`, ids nearly always do, and a page whose mails cite
 * nothing needs no second query.
 */
export function citedMessageIds(links: readonly Link[]): readonly string[] {
  const ids: string[] = [];
  for (const link of links) {
    const id = link.kind === 'message' ? link.messageId : messageIdOfArchiveUrl(link.url);
    if (id !== null && (link.kind === 'url' || /\d/.test(id.slice(0, id.indexOf('@'))))) ids.push(id);
  }
  return ids;
}

function isMessageId(id: string): boolean {
  const at = id.indexOf('@');
  return at > 0 && at < id.length - 1 && !/^mailto:/i.test(id);
}

/** A host must follow the slashes. */
function isAddress(url: string): boolean {
  return url.length <= URL_LENGTH_MAX && /^https?:\/\/[\p{L}\p{N}[]/iu.test(url);
}

/** Drops punctuation that belongs to the sentence; a closing bracket stays when its opening one is inside. */
function trimAddress(url: string): string {
  let depth = 0;
  for (const character of url) {
    if (character === '(') depth++;
    else if (character === ')') depth--;
  }
  let end = url.length;
  for (; end > 0; end--) {
    const last = url[end - 1] ?? '';
    if (last === ')' && depth < 0) depth++;
    else if (!".,;:!?'*]".includes(last)) break;
  }
  return url.slice(0, end);
}
