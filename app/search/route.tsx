import { searchResponse } from '@/app/_search/search-response.tsx';
import { servePage } from '@/app/_ui/respond.tsx';

export const dynamic = 'force-dynamic';

/** `/search?q=...`: all lists; `?show=series` or `items`, `?sort=relevance`, `?after=` for further pages. */
export async function GET(request: Request): Promise<Response> {
  return servePage(request, () => searchResponse(request, null));
}
