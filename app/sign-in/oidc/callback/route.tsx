import { z } from 'zod';
import { OidcReturn } from '@/app/_account/sign-in-page.tsx';
import { writeRoute } from '@/app/_account/write-route.tsx';
import { missingResponse } from '@/app/_archive/missing.tsx';
import { htmlResponse, servePage } from '@/app/_ui/respond.tsx';
import { SMALL_BODY } from '@/lib/auth/fields.ts';
import { loadSettings } from '@/lib/auth/settings.ts';
import { signInWithOidc } from '@/lib/auth/sign-in-oidc.ts';

export const dynamic = 'force-dynamic';

/** The provider sends the browser here. Shows a button, because a GET writes nothing. */
export async function GET(request: Request): Promise<Response> {
  return servePage(request, async () => {
    const url = new URL(request.url);
    const { oidc } = loadSettings(process.env);
    if (oidc === null) return missingResponse(request, { kind: 'address', path: url.pathname });
    const response = await htmlResponse(
      request,
      <OidcReturn query={url.search.slice(1)} provider={oidc.name} />,
    );
    // A code stands in the address.
    response.headers.set('Cache-Control', 'no-store');
    response.headers.set('Referrer-Policy', 'same-origin');
    return response;
  });
}

export const POST = writeRoute(
  {
    action: 'account.sign-in',
    who: 'anyone',
    sessionOnly: false,
    body: z.strictObject({ query: z.string().max(4_000) }),
    bytesMax: SMALL_BODY,
    rates: (_, { address }) => [{ key: `sign-in ${address}`, max: 30, seconds: 60 }],
  },
  signInWithOidc,
);
