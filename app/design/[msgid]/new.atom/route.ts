import { newsResponse } from '@/app/_feed/news-response.ts';
import { designFeedPath, designPath } from '@/lib/view/url.ts';

type Context = { readonly params: Promise<{ readonly msgid: string }> };

/** `/design/<any member msgid>/new.atom`: what changed in the state of a design. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { msgid } = await params;
  return newsResponse(request, msgid, 'design', ({ judged }) => {
    const { id } = judged.design;
    return { id, name: judged.name, page: designPath(id), self: designFeedPath(id) };
  });
}
