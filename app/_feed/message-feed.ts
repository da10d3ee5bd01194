import { inboxOf } from '@/app/_archive/inbox-of.ts';
import type { Absolute } from '@/app/_feed/feed-response.ts';
import type { FeedRow } from '@/lib/store/news/feed-rows.ts';
import type { FeedEntry } from '@/lib/view/feed/atom.ts';
import { mailIri } from '@/lib/view/feed/ids.ts';
import { messagePath } from '@/lib/view/url.ts';

/** Mails as entries; `inbox` is the list they are read in, null for any. */
export function messageEntries(
  rows: readonly FeedRow[],
  inbox: string | null,
  absolute: Absolute,
): readonly FeedEntry[] {
  return rows.map((row) => ({
    id: mailIri(row.messageId),
    title: row.subject,
    at: row.at ?? 0,
    author: { name: row.fromName, email: row.fromEmail },
    href: absolute(messagePath(inboxOf(row.lists, inbox ?? row.lists[0] ?? 'all'), row.messageId)),
    text: row.body,
    inReplyTo: row.inReplyTo === null || row.inReplyTo === '' ? null : mailIri(row.inReplyTo),
  }));
}
