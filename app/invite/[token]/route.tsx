import { z } from 'zod';
import { linkAgain, showLink } from '@/app/_account/show-link.tsx';
import { writeRoute } from '@/app/_account/write-route.tsx';
import { emailField, lineField, passwordField, SMALL_BODY } from '@/lib/auth/fields.ts';
import { takeInvite } from '@/lib/auth/take-link.ts';

type Context = { readonly params: Promise<{ readonly token: string }> };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  return showLink(request, (await params).token, ['setup', 'invite']);
}

/** Makes the account and signs in. The address counts only for the first admin; an invite has one of its own. */
export const POST = writeRoute(
  {
    action: 'account.made',
    who: 'anyone',
    sessionOnly: false,
    body: z.strictObject({
      email: emailField.optional(),
      name: lineField(100),
      password: passwordField,
    }),
    bytesMax: SMALL_BODY,
    rates: (_, { address }) => [{ key: `link ${address}`, max: 20, seconds: 60 }],
  },
  takeInvite,
  linkAgain,
);
