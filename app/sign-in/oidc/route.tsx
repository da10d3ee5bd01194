import { Refusal } from '@/app/_account/refusal-page.tsx';
import { missingResponse } from '@/app/_archive/missing.tsx';
import { htmlResponse, redirect, servePage } from '@/app/_ui/respond.tsx';
import { writeCookie } from '@/lib/auth/cookie.ts';
import { OIDC_SECONDS, startOidc } from '@/lib/auth/oidc.ts';
import { refused } from '@/lib/auth/outcome.ts';
import { localPath } from '@/lib/auth/same-origin.ts';
import { loadSettings } from '@/lib/auth/settings.ts';

export const dynamic = 'force-dynamic';

/** To the provider. A link, not a form: browsers refuse a form whose answer leads to another site (form-action). */
export async function GET(request: Request): Promise<Response> {
  return servePage(request, async () => {
    const { oidc, origin } = loadSettings(process.env);
    const url = new URL(request.url);
    if (oidc === null || origin === null) {
      return missingResponse(request, { kind: 'address', path: url.pathname });
    }
    const next = localPath(url.searchParams.get('next'));
    const start = await startOidc(oidc, origin, next);
    if (start === null) {
      const refusal = refused(503, 'PROVIDER', `${oidc.name} does not answer.`, 'Try again in a moment.');
      return htmlResponse(request, <Refusal refusal={refusal} back="/sign-in" />, 503);
    }
    const response = redirect(start.url, 302);
    response.headers.set('Cache-Control', 'no-store');
    response.headers.append('Set-Cookie', writeCookie('oidc', start.cookie, OIDC_SECONDS, origin));
    return response;
  });
}
