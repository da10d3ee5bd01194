import { DeadLink, UseLink } from '@/app/_account/link-page.tsx';
import { htmlResponse, servePage } from '@/app/_ui/respond.tsx';
import { hashSecret, isSecret } from '@/lib/auth/secret.ts';
import { findLink, type LinkPurpose } from '@/lib/store/account/link-row.ts';

/** The form of a link that works once. Looking at it does not use it up: mail programs follow links. */
export async function showLink(
  request: Request,
  token: string,
  kinds: readonly LinkPurpose['kind'][],
): Promise<Response> {
  return servePage(request, async () => {
    const purpose = isSecret(token) ? await findLink(hashSecret(token)) : null;
    const page =
      purpose === null || !kinds.includes(purpose.kind)
        ? await htmlResponse(request, <DeadLink />, 404)
        : await htmlResponse(request, <UseLink purpose={purpose} path={new URL(request.url).pathname} />);
    page.headers.set('Cache-Control', 'no-store');
    page.headers.delete('ETag');
    // The secret stands in the address of this page.
    page.headers.set('Referrer-Policy', 'no-referrer');
    return page;
  });
}
