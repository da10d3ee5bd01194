import { draftFile } from '@/app/_archive/draft-file.ts';
import { missingResponse } from '@/app/_archive/missing.tsx';
import { messageDraft } from '@/app/_archive/reply.ts';
import { ReplyPage } from '@/app/_archive/reply-page.tsx';
import { htmlResponse } from '@/app/_ui/respond.tsx';
import { loadMessage } from '@/lib/store/message.ts';
import { replyEml, replyMbox } from '@/lib/view/mail/reply-draft.ts';

const VIEWS = ['reply', 'reply.eml', 'reply.mbox'] as const;
type View = (typeof VIEWS)[number];

export function isReplyView(text: string): text is View {
  return VIEWS.some((view) => view === text);
}

/** `/<inbox>/<msgid>/reply?item=&words=&comment=`, and the same as `reply.eml` and `reply.mbox`. */
export async function replyView(
  request: Request,
  { inbox, messageId, view }: { readonly inbox: string; readonly messageId: string; readonly view: View },
): Promise<Response> {
  const { search, searchParams } = new URL(request.url);
  const page = await loadMessage(inbox, messageId);
  const about = {
    comment: searchParams.get('comment'),
    item: searchParams.get('item'),
    words: searchParams.get('words'),
  };
  const draft = page === null ? null : await messageDraft(page, about);
  // A comment stands beside one message: under another one there is no such draft.
  if (draft === null || draft.answered.messageId !== messageId)
    return missingResponse(request, { kind: 'message', messageId, inbox });
  if (view === 'reply')
    return htmlResponse(request, <ReplyPage inbox={inbox} draft={draft} query={search} />);
  return view === 'reply.eml'
    ? draftFile(replyEml(draft), 'message/rfc822', 'reply.eml')
    : draftFile(replyMbox(draft), 'application/mbox', 'reply.mbox');
}
