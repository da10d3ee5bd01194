import { inboxOf } from '@/app/_archive/inbox-of.ts';
import { stateNow } from '@/app/_archive/state-now.ts';
import { absoluteFor, feedResponse } from '@/app/_feed/feed-response.ts';
import { messageEntries } from '@/app/_feed/message-feed.ts';
import { AppError } from '@/lib/base/app-error.ts';
import { type Found, find } from '@/lib/store/find.ts';
import { loadFeedRows } from '@/lib/store/news/feed-rows.ts';
import { formatCount } from '@/lib/view/count.ts';
import type { FeedEntry } from '@/lib/view/feed/atom.ts';
import { mailIri } from '@/lib/view/feed/ids.ts';
import { parseSearchAddress, searchPath } from '@/lib/view/search-address.ts';
import { formatVersion } from '@/lib/view/status.ts';
import { messagePath, seriesPath } from '@/lib/view/url.ts';

const ENTRIES = 50;

/** `?q=...&x=A`, as in public-inbox: the newest that match. A query that cannot be read is 400 in plain words. */
export async function searchFeed(request: Request, list: string | null): Promise<Response> {
  // The order of a feed is that of time, and it has no further pages.
  const address = {
    ...parseSearchAddress(new URL(request.url).searchParams, list),
    order: 'date' as const,
    after: null,
    offset: 0,
  };
  if (address.text.trim() === '') return plain('Say what to look for: ?q=WORDS&x=A\n', 400);
  try {
    const found = await find({ ...address, limit: ENTRIES, now: Date.now() });
    if ('problem' in found) {
      return plain(`At character ${found.problem.at + 1}: ${found.problem.detail}\n`, 400);
    }
    const absolute = absoluteFor(request);
    const page = searchPath(address);
    return feedResponse(request, {
      id: absolute(`${page}&x=A`),
      title: `${address.text} – ${list ?? 'all lists'}`,
      page: absolute(page),
      self: absolute(`${page}&x=A`),
      entries: await entriesOf(found, list, absolute),
    });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'BOUND_TOO_LARGE') throw error;
    return plain(`${error.message} ${error.remedy}\n`, 503);
  }
}

async function entriesOf(
  found: Found,
  list: string | null,
  absolute: (path: string) => string,
): Promise<readonly FeedEntry[]> {
  switch (found.show) {
    case 'messages': {
      const rows = await loadFeedRows(found.page.rows.map(({ messageId }) => messageId));
      return messageEntries(rows, list, absolute);
    }
    case 'series':
      return found.page.rows.map((row) => ({
        id: mailIri(row.id, 'series'),
        title: `${formatVersion(row)} ${row.name} (${stateNow(row).replaceAll('-', ' ')})`,
        at: row.movedAt,
        author: { name: row.authorName, email: row.authorEmail },
        href: absolute(seriesPath(row.id)),
        text: [
          formatCount(row.total, 'patch', 'patches'),
          formatCount(row.replies, 'reply', 'replies'),
          stateNow(row).replaceAll('-', ' '),
        ].join(', '),
        inReplyTo: null,
      }));
    case 'items':
      return found.page.rows.map((row) => ({
        id: mailIri(row.messageId, row.id.slice(row.messageId.length + 1)),
        title: `${row.itemKind}${row.status === null ? '' : ` (${row.status})`}: ${row.title}`,
        at: row.at,
        author: { name: row.byName, email: row.byEmail },
        href: absolute(messagePath(inboxOf(row.lists, list ?? ''), row.messageId)),
        text: row.quote,
        inReplyTo: null,
      }));
  }
}

function plain(text: string, status: 400 | 503): Response {
  return new Response(text, {
    status,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
  });
}
