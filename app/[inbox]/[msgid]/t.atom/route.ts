import { missingResponse } from '@/app/_archive/missing.tsx';
import { absoluteFor, feedResponse } from '@/app/_feed/feed-response.ts';
import { messageEntries } from '@/app/_feed/message-feed.ts';
import { servePage } from '@/app/_ui/respond.tsx';
import { loadThreadNewest } from '@/lib/store/news/feed-rows.ts';
import { isAnyList, isInboxName, messageIdOfDecoded, threadPath } from '@/lib/view/url.ts';

type Context = { readonly params: Promise<{ readonly inbox: string; readonly msgid: string }> };

/** `/<inbox>/<msgid>/t.atom`: the newest messages of a thread. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { inbox, msgid } = await params;
  return servePage(request, async () => {
    const path = new URL(request.url).pathname;
    const messageId = messageIdOfDecoded(msgid);
    if (messageId !== null && isAnyList(inbox)) {
      return missingResponse(request, { kind: 'message', messageId, inbox });
    }
    if (messageId === null || !isInboxName(inbox)) return missingResponse(request, { kind: 'address', path });
    const page = await loadThreadNewest(inbox, messageId);
    if (page === null) return missingResponse(request, { kind: 'message', messageId, inbox });
    const absolute = absoluteFor(request);
    return feedResponse(request, {
      id: absolute(path),
      title: page.title,
      page: absolute(threadPath(inbox, messageId)),
      self: absolute(path),
      entries: messageEntries(page.rows, inbox, absolute),
    });
  });
}
