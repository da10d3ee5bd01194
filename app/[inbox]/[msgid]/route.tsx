import { renderMessage } from '@/app/_archive/message-page.tsx';
import { missingResponse } from '@/app/_archive/missing.tsx';
import { mailResponse } from '@/app/_search/mail-response.ts';
import { htmlResponse, redirectToSlash, servePage } from '@/app/_ui/respond.tsx';
import { readByPost } from '@/lib/auth/read-by-post.ts';
import { loadMessage } from '@/lib/store/message.ts';
import { isAnyList, isInboxName, messageIdOfDecoded } from '@/lib/view/url.ts';

type Context = { readonly params: Promise<{ readonly inbox: string; readonly msgid: string }> };

/** `/<inbox>/<msgid>/`: one message. `/all/<msgid>` and `/r/<msgid>` lead to a list that has it. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { inbox, msgid } = await params;
  return servePage(request, async () => {
    const messageId = messageIdOfDecoded(msgid);
    if (messageId !== null && isAnyList(inbox)) {
      return missingResponse(request, { kind: 'message', messageId, inbox });
    }
    if (messageId === null || !isInboxName(inbox)) {
      return missingResponse(request, { kind: 'address', path: new URL(request.url).pathname });
    }
    const slash = redirectToSlash(request);
    if (slash !== null) return slash;
    const page = await loadMessage(inbox, messageId);
    if (page === null) return missingResponse(request, { kind: 'message', messageId, inbox });
    return htmlResponse(
      request,
      await renderMessage(inbox, page, new URL(request.url).searchParams.get('words')),
    );
  });
}

/** `?x=m&q=…`: the mail that a search finds in the thread of the message; below `/all/` and `/r/` on any list. */
export const POST = readByPost(async (request, { params }) => {
  const { inbox = '', msgid = '' } = await params;
  const messageId = messageIdOfDecoded(msgid);
  return servePage(request, async () =>
    messageId === null
      ? missingResponse(request, { kind: 'address', path: new URL(request.url).pathname })
      : mailResponse(request, { list: isAnyList(inbox) ? null : inbox, thread: messageId }),
  );
});
