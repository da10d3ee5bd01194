import { Notifications } from '@/app/_account/notifications-page.tsx';
import { redirectToSignIn } from '@/app/_account/sign-in-first.ts';
import { htmlResponse, servePage } from '@/app/_ui/respond.tsx';
import { asksForJson } from '@/lib/auth/answer.ts';
import { loadNotices } from '@/lib/store/letters/load-notices.ts';
import { currentReader } from '@/lib/store/reader.ts';
import { noticePath, noticeSentence } from '@/lib/view/text/notice-text.ts';

export const dynamic = 'force-dynamic';

/** What concerns one: mentions, answers, turns, and what new versions made of one's review points. */
export async function GET(request: Request): Promise<Response> {
  return servePage(request, async () => {
    const reader = currentReader();
    if (reader === null) return redirectToSignIn('/account/notifications');
    const notices = await loadNotices(reader.accountId, null);
    if (!asksForJson(request)) return htmlResponse(request, <Notifications notices={notices} />);
    return Response.json({
      unread: reader.unread,
      notifications: notices.map((notice) => ({
        id: notice.id,
        kind: notice.kind,
        at: notice.at,
        read: notice.isRead,
        detail: notice.detail,
        text: noticeSentence(notice),
        path: noticePath(notice),
      })),
    });
  });
}
