import { missingResponse } from '@/app/_archive/missing.tsx';
import { absoluteFor, feedResponse } from '@/app/_feed/feed-response.ts';
import { messageEntries } from '@/app/_feed/message-feed.ts';
import { servePage } from '@/app/_ui/respond.tsx';
import type { FeedPage } from '@/lib/store/news/feed-rows.ts';
import { ALL_LISTS, inboxPath, isInboxName } from '@/lib/view/url.ts';

/** A feed of messages of a list, by `load`, which gives null for an unknown list. `name` says what it is of. */
export function listFeed(
  request: Request,
  inbox: string,
  name: string | null,
  load: (list: string | null) => Promise<FeedPage | null>,
): Promise<Response> {
  return servePage(request, async () => {
    const list = inbox === ALL_LISTS ? null : inbox;
    const page = list === null || isInboxName(list) ? await load(list) : null;
    if (page === null) return missingResponse(request, { kind: 'inbox', inbox });
    const absolute = absoluteFor(request);
    const path = new URL(request.url).pathname;
    return feedResponse(request, {
      id: absolute(path),
      title: name === null ? page.title : `${page.title}: ${name}`,
      page: absolute(list === null ? '/' : inboxPath(list)),
      self: absolute(path),
      entries: messageEntries(page.rows, list, absolute),
    });
  });
}
