import { z } from 'zod';
import { showLink } from '@/app/_account/show-link.tsx';
import { writeRoute } from '@/app/_account/write-route.tsx';
import { takeEmail } from '@/lib/auth/change-email.ts';
import { SMALL_BODY } from '@/lib/auth/fields.ts';

type Context = { readonly params: Promise<{ readonly token: string }> };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  return showLink(request, (await params).token, ['email']);
}

/** Gives the account the address that the link went to. Signs nobody in. */
export const POST = writeRoute(
  {
    action: 'account.email',
    who: 'anyone',
    sessionOnly: false,
    body: z.strictObject({}),
    bytesMax: SMALL_BODY,
    rates: (_, { address }) => [{ key: `link ${address}`, max: 20, seconds: 60 }],
  },
  takeEmail,
);
