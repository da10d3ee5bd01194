import { Refusal } from '@/app/_account/refusal-page.tsx';
import { redirectToSignIn } from '@/app/_account/sign-in-first.ts';
import { htmlResponse, servePage } from '@/app/_ui/respond.tsx';
import { refused } from '@/lib/auth/outcome.ts';
import { currentReader } from '@/lib/store/reader.ts';

/** A page for admins; strangers are sent to sign in, others get 403. */
export async function forAdmin(request: Request, page: () => Promise<Response>): Promise<Response> {
  const url = new URL(request.url);
  return servePage(request, async () => {
    const reader = currentReader();
    // A session that ended far down in the audit comes back to where it was.
    if (reader === null) return redirectToSignIn(`${url.pathname}${url.search}`);
    if (reader.isAdmin) return page();
    const refusal = refused(403, 'FORBIDDEN', 'Only an admin sees this.', 'Ask an admin of this Docket.');
    return htmlResponse(request, <Refusal refusal={refusal} back="/" />, 403);
  });
}
