import { missingResponse } from '@/app/_archive/missing.tsx';
import { designEntries } from '@/app/_feed/design-feed.ts';
import { absoluteFor, feedResponse } from '@/app/_feed/feed-response.ts';
import { redirect, servePage } from '@/app/_ui/respond.tsx';
import { loadHappenings } from '@/lib/store/news/load-happenings.ts';
import { mailIri } from '@/lib/view/feed/ids.ts';
import { designFeedPath, designPath, messageIdOfDecoded } from '@/lib/view/url.ts';

type Context = { readonly params: Promise<{ readonly msgid: string }> };

const MOST = 50;

/** `/design/<any member msgid>/new.atom`: what changed in the state of a design. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { msgid } = await params;
  return servePage(request, async () => {
    const path = new URL(request.url).pathname;
    const messageId = messageIdOfDecoded(msgid);
    if (messageId === null) return missingResponse(request, { kind: 'address', path });
    const news = await loadHappenings(messageId, { most: MOST, since: null, at: null, series: null });
    if (news === null) return missingResponse(request, { kind: 'design', messageId, inbox: null });
    const { id } = news.judged.design;
    if (id !== messageId) return redirect(designFeedPath(id), 302);
    const absolute = absoluteFor(request);
    return feedResponse(request, {
      id: mailIri(id, 'design'),
      title: `${news.judged.name} (design)`,
      page: absolute(designPath(id)),
      self: absolute(designFeedPath(id)),
      entries: designEntries(news, absolute),
    });
  });
}
