import { missingResponse } from '@/app/_archive/missing.tsx';
import { RangeView } from '@/app/_archive/range-page.tsx';
import { htmlResponse, redirect, servePage } from '@/app/_ui/respond.tsx';
import { rangeDiff } from '@/lib/series/review/range-diff.ts';
import { patchesOf } from '@/lib/series/review/series-texts.ts';
import { loadSeries } from '@/lib/store/series/series.ts';
import { loadSeriesTexts } from '@/lib/store/series/series-texts.ts';
import { messageIdOfDecoded, rangePath } from '@/lib/view/url.ts';

type Context = { readonly params: Promise<{ readonly msgid: string; readonly other: string }> };

/** `/series/<any member>/diff/<any member>`: from the first to the second, at the address of their ids. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { msgid, other } = await params;
  return servePage(request, async () => {
    const { pathname } = new URL(request.url);
    const ids = [messageIdOfDecoded(msgid), messageIdOfDecoded(other)] as const;
    if (ids[0] === null || ids[1] === null)
      return missingResponse(request, { kind: 'address', path: pathname });
    const [from, page] = await Promise.all([loadSeries(ids[0]), loadSeries(ids[1])]);
    if (from === null) return missingResponse(request, { kind: 'series', messageId: ids[0], inbox: null });
    if (page === null) return missingResponse(request, { kind: 'series', messageId: ids[1], inbox: null });
    const [fromId, toId] = [from.series.id, page.series.id];
    if (fromId !== ids[0] || toId !== ids[1] || pathname.endsWith('/'))
      return redirect(rangePath(fromId, toId), 302);
    const texts = await loadSeriesTexts([fromId, toId]);
    const [before, after] = [texts[0], texts.at(-1)];
    if (before === undefined || after === undefined) {
      return missingResponse(request, { kind: 'series', messageId: fromId, inbox: null });
    }
    const entries = rangeDiff(patchesOf(before), patchesOf(after));
    return htmlResponse(request, <RangeView page={page} before={before} after={after} entries={entries} />);
  });
}
