import { newsResponse } from '@/app/_feed/news-response.ts';
import { seriesFeedPath, seriesPath } from '@/lib/view/url.ts';

type Context = { readonly params: Promise<{ readonly msgid: string }> };

/** `/series/<any member msgid>/new.atom`: its versions, where they stand, and what was said of them. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { msgid } = await params;
  return newsResponse(request, msgid, 'series', ({ series }) => {
    const [first] = series;
    const last = series.at(-1);
    if (first === undefined || last === undefined) return null;
    // One feed for all versions: a reader follows the series, not a posting. That which names the chain may be hidden.
    const id = series.some((one) => one.id === first.chainId) ? first.chainId : first.id;
    return { id, name: last.name, page: seriesPath(last.id), self: seriesFeedPath(id) };
  });
}
