import { listTextResponse } from '@/app/_archive/list-text-page.tsx';
import { mboxGzResponse, mboxResponse } from '@/app/_archive/mbox-gz.ts';
import { missingResponse } from '@/app/_archive/missing.tsx';
import { rawResponse } from '@/app/_archive/raw-response.ts';
import { isReplyView, replyView } from '@/app/_archive/reply-view.tsx';
import { renderThread } from '@/app/_archive/thread-page.tsx';
import { htmlResponse, redirectMail, redirectToSlash, servePage } from '@/app/_ui/respond.tsx';
import { loadRaw } from '@/lib/store/message.ts';
import { loadThread } from '@/lib/store/thread.ts';
import { openThreadMail } from '@/lib/store/thread-mail.ts';
import { isAnyList, isInboxName, messageIdOfDecoded, threadPath } from '@/lib/view/url.ts';

type Context = {
  readonly params: Promise<{ readonly inbox: string; readonly msgid: string; readonly view: string }>;
};

/**
 * `/<inbox>/<msgid>/raw`, `t.mbox.gz`, `t.mbox`, `reply` (reply-view.tsx), `/T/`, `/t/`, and `/<inbox>/_/text`. One
 * route for all: folders named `T` and `t` cannot stand side by side on file systems that ignore case.
 */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { inbox, msgid, view } = await params;
  return servePage(request, async () => {
    const text = msgid === '_' && view === 'text' ? await listTextResponse(request) : null;
    if (text !== null) return text;
    const messageId = messageIdOfDecoded(msgid);
    if (messageId !== null && isAnyList(inbox)) {
      return missingResponse(request, { kind: 'message', messageId, inbox });
    }
    if (messageId !== null && isInboxName(inbox)) {
      if (view === 'raw') return rawView(request, inbox, messageId);
      if (view === 't.mbox.gz' || view === 't.mbox') return mailView(request, { inbox, messageId, view });
      if (view === 'T') return threadView(request, inbox, messageId);
      if (isReplyView(view)) return replyView(request, { inbox, messageId, view });
      if (view === 't') return redirectMail(request, threadPath(inbox, messageId), 302);
    }
    return missingResponse(request, { kind: 'address', path: new URL(request.url).pathname });
  });
}

async function rawView(request: Request, inbox: string, messageId: string): Promise<Response> {
  const entries = await loadRaw(inbox, messageId);
  return entries.length === 0
    ? missingResponse(request, { kind: 'message', messageId, inbox })
    : rawResponse(request, entries);
}

async function mailView(
  request: Request,
  {
    inbox,
    messageId,
    view,
  }: { readonly inbox: string; readonly messageId: string; readonly view: 't.mbox' | 't.mbox.gz' },
): Promise<Response> {
  const mail = await openThreadMail(inbox, messageId);
  if (mail === null) return missingResponse(request, { kind: 'message', messageId, inbox });
  return view === 't.mbox' ? mboxResponse(view, mail) : mboxGzResponse(view, mail);
}

async function threadView(request: Request, inbox: string, messageId: string): Promise<Response> {
  const slash = redirectToSlash(request);
  if (slash !== null) return slash;
  const page = await loadThread(inbox, messageId);
  if (page === null) return missingResponse(request, { kind: 'message', messageId, inbox });
  return htmlResponse(request, await renderThread(inbox, page));
}
