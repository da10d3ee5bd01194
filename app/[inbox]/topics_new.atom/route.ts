import { listFeed } from '@/app/_feed/list-feed.ts';
import { loadTopics } from '@/lib/store/news/feed-rows.ts';

type Context = { readonly params: Promise<{ readonly inbox: string }> };

/** `/<inbox>/topics_new.atom`: the first messages of the newest threads. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return listFeed(request, (await params).inbox, 'new topics', (list) => loadTopics(list, 'new'));
}
