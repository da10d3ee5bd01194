import { z } from 'zod';
import { linkAgain, showLink } from '@/app/_account/show-link.tsx';
import { writeRoute } from '@/app/_account/write-route.tsx';
import { passwordField, SMALL_BODY, tokensField } from '@/lib/auth/fields.ts';
import { takeReset } from '@/lib/auth/take-link.ts';

type Context = { readonly params: Promise<{ readonly token: string }> };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  return showLink(request, (await params).token, ['reset']);
}

/** Sets the password, ends every session and signs in. */
export const POST = writeRoute(
  {
    action: 'account.reset',
    who: 'anyone',
    sessionOnly: false,
    body: z.strictObject({ password: passwordField, tokens: tokensField }),
    bytesMax: SMALL_BODY,
    rates: (_, { address }) => [{ key: `link ${address}`, max: 20, seconds: 60 }],
  },
  takeReset,
  linkAgain,
);
