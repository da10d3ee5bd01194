import { listFeed } from '@/app/_feed/list-feed.ts';
import { loadNewest } from '@/lib/store/news/feed-rows.ts';

type Context = { readonly params: Promise<{ readonly inbox: string }> };

/** `/<inbox>/new.atom`: the newest messages of a list; `/all/new.atom` of all. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return listFeed(request, (await params).inbox, null, loadNewest);
}
