import { missingResponse } from '@/app/_archive/missing.tsx';
import { SeriesView } from '@/app/_archive/series-page.tsx';
import { loadChainSaid } from '@/app/_judge/chain-section.tsx';
import { htmlResponse, redirect, servePage } from '@/app/_ui/respond.tsx';
import { loadSeries } from '@/lib/store/series/series.ts';
import { loadReview } from '@/lib/store/series/series-review.ts';
import { messageIdOfDecoded, seriesPath } from '@/lib/view/url.ts';

type Context = { readonly params: Promise<{ readonly msgid: string }> };

/**
 * `/series/<any member msgid>`. Other members go to the one address of the series by 302, not 301: a cover that
 * arrives late becomes the id.
 */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { msgid } = await params;
  return servePage(request, async () => {
    const { pathname } = new URL(request.url);
    const messageId = messageIdOfDecoded(msgid);
    if (messageId === null) return missingResponse(request, { kind: 'address', path: pathname });
    const page = await loadSeries(messageId);
    if (page === null) return missingResponse(request, { kind: 'series', messageId, inbox: null });
    if (page.series.id !== messageId || pathname.endsWith('/'))
      return redirect(seriesPath(page.series.id), 302);
    const review = await loadReview(page);
    const members = page.patches.flatMap((patch) => (patch.messageId === null ? [] : [patch.messageId]));
    const linked = page.links.map(({ series }) => series.id);
    const chain = await loadChainSaid(page.series, members, linked);
    return htmlResponse(request, <SeriesView page={page} review={review} chain={chain} />);
  });
}
