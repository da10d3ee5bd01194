import { suggestionPage } from '@/app/_judge/suggesting.ts';
import { SuggestionsPage } from '@/app/_judge/suggestions-page.tsx';
import { htmlResponse, servePage } from '@/app/_ui/respond.tsx';
import { parseCursor } from '@/lib/view/url.ts';

export const dynamic = 'force-dynamic';

/** `/suggestions`: what `#docket` lines of mail ask for and nobody answered yet; `?show=all` all of it. */
export async function GET(request: Request): Promise<Response> {
  return servePage(request, async () => {
    const { pathname, search, searchParams } = new URL(request.url);
    const show = searchParams.get('show') === 'all' ? 'all' : 'waiting';
    const before = parseCursor(searchParams.get('before') ?? '');
    const page = await suggestionPage(before, show);
    const back = `${pathname}${search}`;
    return htmlResponse(
      request,
      <SuggestionsPage page={page} show={show} isNewest={before === null} back={back} />,
    );
  });
}
