import { servePage } from '@/app/_ui/respond.tsx';
import { idField } from '@/lib/auth/fields.ts';
import { findWords } from '@/lib/judge/anchor.ts';
import type { Comment } from '@/lib/judge/comment.ts';
import { loadAnswered } from '@/lib/store/judge/answered.ts';
import { loadComment } from '@/lib/store/judge/comment-rows.ts';
import { loadMessages } from '@/lib/store/judge/load-judgements.ts';
import { currentReader } from '@/lib/store/reader.ts';
import { type Draft, replyEml, replyMailto, replyMbox } from '@/lib/view/reply-draft.ts';

type Context = { readonly params: Promise<{ readonly id: string }> };

/**
 * A comment as a reply to the mail it stands beside, from whoever asks: `?as=eml`, `?as=mbox`, or `?as=json` with the
 * mailto: address.
 */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { id } = await params;
  const as = new URL(request.url).searchParams.get('as') ?? 'eml';
  return servePage(request, async () => {
    const reader = currentReader();
    if (reader === null) return refuse(401, 'SIGN_IN', 'You are not signed in.');
    const draft = idField.safeParse(id).success ? await draftOf(id, reader) : null;
    if (draft === null) return refuse(404, 'NOT_FOUND', 'There is no such comment on a mail.');
    switch (as) {
      case 'eml':
        return file(replyEml(draft), 'message/rfc822', 'reply.eml');
      case 'mbox':
        return file(replyMbox(draft), 'application/mbox', 'reply.mbox');
      case 'json':
        return Response.json({ ok: true, mailto: replyMailto(draft) });
      default:
        return refuse(400, 'BAD_INPUT', 'As what: eml, mbox or json.');
    }
  });
}

async function draftOf(
  id: string,
  reader: { readonly name: string; readonly email: string },
): Promise<Draft | null> {
  const found = await loadComment(id);
  const anchor = found === null || found.comment.hidden !== null ? null : anchorOf(found.comment);
  if (found === null || anchor === null) return null;
  const [answered, messages] = await Promise.all([
    loadAnswered(anchor.messageId),
    loadMessages([anchor.messageId]),
  ]);
  const message = messages.get(anchor.messageId)?.[0];
  if (answered === null || message === undefined) return null;
  const { name, email } = reader;
  const quoted = findWords(anchor, message);
  return { answered, quoted, text: found.comment.text, from: { name, email }, at: Date.now() };
}

function anchorOf({ subject }: Comment): Parameters<typeof findWords>[0] | null {
  if (subject.kind === 'step') return null;
  return subject.kind === 'words' ? subject.anchor : subject.item.anchor;
}

function file(bytes: Uint8Array, type: string, name: string): Response {
  return new Response(Buffer.from(bytes), {
    headers: {
      'Content-Type': type,
      'Content-Disposition': `attachment; filename="${name}"`,
      'X-Content-Type-Options': 'nosniff',
    },
  });
}

function refuse(status: number, code: string, message: string): Response {
  return Response.json({ ok: false, error: { code, message } }, { status });
}
