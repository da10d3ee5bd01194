import { z } from 'zod';
import { DeadUnsubscribe, Unsubscribe, Unsubscribed } from '@/app/_account/unsubscribe-page.tsx';
import { writeRoute } from '@/app/_account/write-route.tsx';
import { htmlResponse, servePage } from '@/app/_ui/respond.tsx';
import { SMALL_BODY } from '@/lib/auth/fields.ts';
import { refused, shown } from '@/lib/auth/outcome.ts';
import { hashSecret, isSecret } from '@/lib/auth/secret.ts';
import { findUnsubscribe, unsubscribe } from '@/lib/store/letters/letter-row.ts';

type Context = { readonly params: Promise<{ readonly token: string }> };

/** The link of a mail: asks, because a GET writes nothing and mail servers open links to look at them. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { token } = await params;
  return servePage(request, async () => {
    const letter = isSecret(token) ? await findUnsubscribe(hashSecret(token)) : null;
    if (letter === null) return htmlResponse(request, <DeadUnsubscribe />, 404);
    const response = await htmlResponse(request, <Unsubscribe kind={letter.kind} token={token} />);
    response.headers.set('Cache-Control', 'no-store');
    response.headers.set('Referrer-Policy', 'no-referrer');
    return response;
  });
}

/** Whoever has the secret of a mail ends mails like it, signed in or not. */
export const POST = writeRoute(
  {
    action: 'account.unsubscribe',
    who: 'anyone',
    sessionOnly: false,
    byAddress: true,
    body: z.strictObject({}),
    bytesMax: SMALL_BODY,
    rates: (_, { address }) => [{ key: `unsubscribe ${address}`, max: 20, seconds: 60 }],
  },
  async ({ params }) =>
    async (write) => {
      const token = params['token'] ?? '';
      const ended = isSecret(token) ? await unsubscribe(write, hashSecret(token)) : null;
      if (ended === null) {
        return refused(
          404,
          'DEAD_LINK',
          'This link is not whole, or too old.',
          'Sign in and choose on your account page.',
        );
      }
      const { kind, accountId } = ended;
      return shown(<Unsubscribed kind={kind} />, { kind }, { target: accountId, detail: { kind } });
    },
);
