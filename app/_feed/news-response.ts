import { missingResponse } from '@/app/_archive/missing.tsx';
import { designEntries } from '@/app/_feed/design-feed.ts';
import { absoluteFor, feedResponse } from '@/app/_feed/feed-response.ts';
import { redirect, servePage } from '@/app/_ui/respond.tsx';
import { type DesignNews, loadHappenings } from '@/lib/store/news/load-happenings.ts';
import { mailIri } from '@/lib/view/feed/ids.ts';
import { messageIdOfDecoded } from '@/lib/view/url.ts';

/** Entries of a feed (docs/feeds.md). */
const MOST = 50;

/** A feed of what changed, by the one message that names it; `page` and `self` as paths. */
export type NewsFeed = {
  readonly id: string;
  readonly name: string;
  readonly page: string;
  readonly self: string;
};

/** The feed of a design or series by any of its members: a redirect to the one that names it, or what changed there. */
export function newsResponse(
  request: Request,
  msgid: string,
  kind: 'design' | 'series',
  feedOf: (news: DesignNews) => NewsFeed | null,
): Promise<Response> {
  return servePage(request, async () => {
    const messageId = messageIdOfDecoded(msgid);
    if (messageId === null) {
      return missingResponse(request, { kind: 'address', path: new URL(request.url).pathname });
    }
    const series = kind === 'series' ? messageId : null;
    const news = await loadHappenings(messageId, { most: MOST, since: null, at: null, series });
    const feed = news === null ? null : feedOf(news);
    if (news === null || feed === null) return missingResponse(request, { kind, messageId, inbox: null });
    if (feed.id !== messageId) return redirect(feed.self, 302);
    const absolute = absoluteFor(request);
    return feedResponse(request, {
      id: mailIri(feed.id, kind),
      title: `${feed.name} (${kind})`,
      page: absolute(feed.page),
      self: absolute(feed.self),
      entries: designEntries(news, absolute),
    });
  });
}
