import { missingResponse } from '@/app/_archive/missing.tsx';
import { searchFeed } from '@/app/_feed/search-feed.ts';
import { foundPageHtml } from '@/app/_search/found-page.tsx';
import { instantResponse } from '@/app/_search/instant.ts';
import { Results } from '@/app/_search/results.tsx';
import { Refused, SearchFrame } from '@/app/_search/search-page.tsx';
import { htmlResponse, pageResponse } from '@/app/_ui/respond.tsx';
import { AppError } from '@/lib/base/app-error.ts';
import { find } from '@/lib/store/find.ts';
import { isKnownList } from '@/lib/store/list.ts';
import { parseSearchAddress } from '@/lib/view/search-address.ts';

const ROWS = 25;

/**
 * The page of a search, of all lists or of one; `x=A` is its feed, `x=i` what stands below the field while one types.
 * A query that cannot be read is 400, one that takes too long 503.
 */
export async function searchResponse(request: Request, list: string | null): Promise<Response> {
  const query = new URL(request.url).searchParams;
  if (query.get('x') === 'A') return searchFeed(request, list);
  const address = parseSearchAddress(query, list);
  if (query.get('x') === 'i') return instantResponse(address);
  if (address.text.trim() === '') return htmlResponse(request, <SearchFrame address={address} />);
  try {
    const found = await find({ ...address, limit: ROWS, now: Date.now() });
    if ('problem' in found) {
      const page = (
        <SearchFrame address={address}>
          <Refused text={address.text} problem={found.problem} />
        </SearchFrame>
      );
      return htmlResponse(request, page, 400);
    }
    if (list !== null && found.page.count === 0 && !(await isKnownList(list))) {
      return missingResponse(request, { kind: 'inbox', inbox: list });
    }
    return pageResponse(request, await foundPageHtml(address, <Results address={address} found={found} />));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'BOUND_TOO_LARGE') throw error;
    const page = (
      <SearchFrame address={address}>
        <p role="alert">
          {error.message} {error.remedy}
        </p>
      </SearchFrame>
    );
    return htmlResponse(request, page, 503);
  }
}
