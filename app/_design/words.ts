import { hash } from 'node:crypto';
import { inboxOf } from '@/app/_archive/inbox-of.ts';
import type { Span } from '@/lib/design/item.ts';
import { messagePath } from '@/lib/view/url.ts';

const HEX_LENGTH = 12;

/** The fragment of an item: of its row on design pages, and of its words on message pages. */
export function itemAnchor(id: string): string {
  return `i${hash('sha1', id).slice(0, HEX_LENGTH)}`;
}

/** Where a message is read, by its id. */
export type PathOf = (messageId: string) => string;

export function pathsOf(
  messages: readonly { readonly messageId: string; readonly lists: readonly string[] }[],
  preferred: string,
): PathOf {
  const lists = new Map(messages.map((message) => [message.messageId, message.lists]));
  return (messageId) => messagePath(inboxOf(lists.get(messageId) ?? [], preferred), messageId);
}

/** Words that are no item's, such as those that changed a status; a span without words is the whole message. */
export function wordsPath({ messageId, start, end }: Span, pathOf: PathOf): string {
  return end > start ? `${pathOf(messageId)}?words=${start}-${end}#words` : pathOf(messageId);
}

/** The words of an item. */
export function itemPath(item: { readonly id: string; readonly span: Span }, pathOf: PathOf): string {
  return `${pathOf(item.span.messageId)}#${itemAnchor(item.id)}`;
}
