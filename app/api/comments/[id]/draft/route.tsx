import { draftFile } from '@/app/_archive/draft-file.ts';
import { commentDraft } from '@/app/_archive/reply.ts';
import { servePage } from '@/app/_ui/respond.tsx';
import { currentReader } from '@/lib/store/reader.ts';
import { replyEml, replyMailto, replyMbox } from '@/lib/view/mail/reply-draft.ts';

type Context = { readonly params: Promise<{ readonly id: string }> };

/**
 * A comment as a reply to the mail it stands beside, from whoever asks: `?as=eml`, `?as=mbox`, or `?as=json` with the
 * mailto: address.
 */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { id } = await params;
  const as = new URL(request.url).searchParams.get('as') ?? 'eml';
  return servePage(request, async () => {
    if (currentReader() === null) return refuse(401, 'SIGN_IN', 'You are not signed in.');
    const draft = await commentDraft(id);
    if (draft === null) return refuse(404, 'NOT_FOUND', 'There is no such comment on a mail.');
    switch (as) {
      case 'eml':
        return draftFile(replyEml(draft), 'message/rfc822', 'reply.eml');
      case 'mbox':
        return draftFile(replyMbox(draft), 'application/mbox', 'reply.mbox');
      case 'json':
        return Response.json({ ok: true, mailto: replyMailto(draft) });
      default:
        return refuse(400, 'BAD_INPUT', 'As what: eml, mbox or json.');
    }
  });
}

function refuse(status: number, code: string, message: string): Response {
  return Response.json({ ok: false, error: { code, message } }, { status });
}
