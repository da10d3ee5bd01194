import { Account } from '@/app/_account/account-page.tsx';
import { redirectToSignIn } from '@/app/_account/sign-in-first.ts';
import { htmlResponse, servePage } from '@/app/_ui/respond.tsx';
import { asksForJson } from '@/lib/auth/answer.ts';
import { identify } from '@/lib/auth/identify.ts';
import { loadSettings } from '@/lib/auth/settings.ts';
import { loadAccountPage } from '@/lib/store/account/pages.ts';
import { loadWish } from '@/lib/store/letters/wish-row.ts';

export const dynamic = 'force-dynamic';

/** One's own account: name, password, sessions, tokens. */
export async function GET(request: Request): Promise<Response> {
  return servePage(request, async () => {
    const settings = loadSettings(process.env);
    const credential = await identify(request, settings.origin);
    if (credential === null || credential === 'refused') return redirectToSignIn('/account');
    const { reader } = credential;
    const [page, wish] = await Promise.all([loadAccountPage(reader.accountId), loadWish(reader.accountId)]);
    if (asksForJson(request)) return Response.json({ reader, ...page, mail: wish });
    const sessionId = credential.kind === 'session' ? credential.id : null;
    const canMail = settings.smtp !== null;
    return htmlResponse(request, <Account {...{ reader, page, sessionId, wish, canMail }} />);
  });
}
