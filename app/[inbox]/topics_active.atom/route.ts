import { listFeed } from '@/app/_feed/list-feed.ts';
import { loadTopics } from '@/lib/store/news/feed-rows.ts';

type Context = { readonly params: Promise<{ readonly inbox: string }> };

/** `/<inbox>/topics_active.atom`: the last message of each thread that moved last. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return listFeed(request, (await params).inbox, 'active topics', (list) => loadTopics(list, 'active'));
}
