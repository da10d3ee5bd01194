import { ListSeries, ThreadList } from '@/app/_archive/list-page.tsx';
import { missingResponse } from '@/app/_archive/missing.tsx';
import { filterOf, ListDesigns } from '@/app/_design/design-list.tsx';
import { DoubtfulVersions, doubtfulPage } from '@/app/_judge/doubtful-versions.tsx';
import { mailResponse } from '@/app/_search/mail-response.ts';
import { searchResponse } from '@/app/_search/search-response.tsx';
import { htmlResponse, redirect, redirectToSlash, servePage } from '@/app/_ui/respond.tsx';
import { readByPost } from '@/lib/auth/read-by-post.ts';
import { loadDesigns } from '@/lib/store/design/design-list.ts';
import { loadListSeries, loadThreads, type Range } from '@/lib/store/list.ts';
import { ALL_LISTS, isInboxName, parseCursor } from '@/lib/view/url.ts';

type Context = { readonly params: Promise<{ readonly inbox: string }> };

const DESIGNS_SHOWN = 100;

/**
 * `/<inbox>/`: threads, or with `?show=series` series, with `?show=designs` designs, with `?show=doubtful` what may be
 * a version of what; `?before=` and `?after=` turn pages. `/all/` is searched too, and has no page but home and what is
 * doubtful on any list.
 */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { inbox } = await params;
  return servePage(request, async () => {
    const isAll = inbox === ALL_LISTS;
    if (!isAll && !isInboxName(inbox)) return missingResponse(request, { kind: 'inbox', inbox });
    const slash = redirectToSlash(request);
    if (slash !== null) return slash;
    const query = new URL(request.url).searchParams;
    if (query.has('q')) return searchResponse(request, isAll ? null : inbox);
    if (isAll && query.get('show') !== 'doubtful') return redirect('/', 302);
    const range = rangeOf(query);
    if (query.get('show') === 'series') {
      const page = await loadListSeries(inbox, range);
      if (page !== null) return htmlResponse(request, <ListSeries inbox={inbox} page={page} />);
    } else if (query.get('show') === 'designs') {
      const filter = filterOf(query, inbox);
      const page = await loadDesigns(filter, { now: Date.now(), most: DESIGNS_SHOWN });
      if (page !== null)
        return htmlResponse(request, <ListDesigns inbox={inbox} filter={filter} page={page} />);
    } else if (query.get('show') === 'doubtful') {
      const before = parseCursor(query.get('before') ?? '');
      const list = isAll ? null : inbox;
      const page = await doubtfulPage(list, before);
      const { pathname, search } = new URL(request.url);
      if (page !== null) {
        const isNewest = before === null;
        return htmlResponse(
          request,
          <DoubtfulVersions inbox={list} page={page} isNewest={isNewest} back={`${pathname}${search}`} />,
        );
      }
    } else {
      const page = await loadThreads(inbox, range);
      if (page !== null) return htmlResponse(request, <ThreadList inbox={inbox} page={page} />);
    }
    return missingResponse(request, { kind: 'inbox', inbox });
  });
}

/** `?x=m&q=…`: the mail of a search; `/all/` is all lists. */
export const POST = readByPost(async (request, { params }) => {
  const { inbox = '' } = await params;
  return servePage(request, () => mailResponse(request, { list: inbox === ALL_LISTS ? null : inbox }));
});

/** A cursor nobody can read means the newest page: the rest of the address is still right. */
function rangeOf(query: URLSearchParams): Range {
  for (const side of ['before', 'after'] as const) {
    const cursor = parseCursor(query.get(side) ?? '');
    if (cursor !== null) return { side, cursor };
  }
  return { side: 'newest' };
}
