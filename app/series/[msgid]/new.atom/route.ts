import { missingResponse } from '@/app/_archive/missing.tsx';
import { designEntries } from '@/app/_feed/design-feed.ts';
import { absoluteFor, feedResponse } from '@/app/_feed/feed-response.ts';
import { redirect, servePage } from '@/app/_ui/respond.tsx';
import { loadHappenings } from '@/lib/store/news/load-happenings.ts';
import { mailIri } from '@/lib/view/feed/ids.ts';
import { messageIdOfDecoded, seriesFeedPath, seriesPath } from '@/lib/view/url.ts';

type Context = { readonly params: Promise<{ readonly msgid: string }> };

const MOST = 50;

/** `/series/<any member msgid>/new.atom`: its versions, where they stand, and what was said of them. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { msgid } = await params;
  return servePage(request, async () => {
    const path = new URL(request.url).pathname;
    const messageId = messageIdOfDecoded(msgid);
    if (messageId === null) return missingResponse(request, { kind: 'address', path });
    const news = await loadHappenings(messageId, { most: MOST, since: null, at: null, series: messageId });
    const [first] = news?.series ?? [];
    if (news === null || first === undefined) {
      return missingResponse(request, { kind: 'series', messageId, inbox: null });
    }
    // One feed for all versions: a reader follows the series, not a posting. That which names the chain may be hidden.
    const id = news.series.some((one) => one.id === first.chainId) ? first.chainId : first.id;
    if (id !== messageId) return redirect(seriesFeedPath(id), 302);
    const absolute = absoluteFor(request);
    return feedResponse(request, {
      id: mailIri(id, 'series'),
      title: `${news.series.at(-1)?.name ?? first.name} (series)`,
      page: absolute(seriesPath(news.series.at(-1)?.id ?? first.id)),
      self: absolute(seriesFeedPath(id)),
      entries: designEntries(news, absolute),
    });
  });
}
