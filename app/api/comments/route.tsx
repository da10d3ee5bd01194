import { COMMENT_RULE, createComment } from '@/app/_judge/comment.ts';
import { COMMENT_BODY } from '@/app/_judge/comment-fields.ts';
import { logRoute } from '@/app/_judge/log-route.tsx';
import { shownComments } from '@/app/_judge/shown-comments.ts';
import { servePage } from '@/app/_ui/respond.tsx';
import { asReader } from '@/lib/auth/account-rule.ts';
import { loadCommentsOn, loadCommentsOnRun } from '@/lib/store/judge/comment-rows.ts';
import { messageIdOfDecoded } from '@/lib/view/url.ts';

export const POST = logRoute({ ...COMMENT_RULE, body: COMMENT_BODY }, asReader(createComment));

/** The comments beside a message (`?message=MESSAGE-ID`) or the steps of a run (`?run=/run/...`). */
export function GET(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const [messageId, run] = [query.get('message'), query.get('run')];
  return servePage(request, async () => {
    if (run !== null && !run.includes('\0')) {
      return Response.json({ ok: true, comments: await shownComments(await loadCommentsOnRun(run, null)) });
    }
    if (run !== null || messageId === null || messageIdOfDecoded(messageId) === null) {
      const error = {
        code: 'BAD_INPUT',
        message: 'Say which message or run.',
        remedy: '?message=MESSAGE-ID or ?run=ADDRESS',
      };
      return Response.json({ ok: false, error }, { status: 400 });
    }
    return Response.json({
      ok: true,
      comments: await shownComments(await loadCommentsOn([messageId], null)),
    });
  });
}
