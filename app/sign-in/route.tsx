import { z } from 'zod';
import { readBefore } from '@/app/_account/came-from.ts';
import { SignIn } from '@/app/_account/sign-in-page.tsx';
import { writeRoute } from '@/app/_account/write-route.tsx';
import { htmlResponse, servePage } from '@/app/_ui/respond.tsx';
import { emailField, passwordField, SMALL_BODY } from '@/lib/auth/fields.ts';
import { localPath } from '@/lib/auth/same-origin.ts';
import { loadSettings } from '@/lib/auth/settings.ts';
import { signIn } from '@/lib/auth/sign-in.ts';

export const dynamic = 'force-dynamic';

/** Signing in leads on to `?next=`, else back to what was being read. */
export async function GET(request: Request): Promise<Response> {
  return servePage(request, async () => {
    const asked = new URL(request.url).searchParams.get('next');
    const next = asked === null ? readBefore(request) : localPath(asked);
    const provider = loadSettings(process.env).oidc?.name ?? null;
    return htmlResponse(request, <SignIn next={next} provider={provider} />);
  });
}

export const POST = writeRoute(
  {
    action: 'account.sign-in',
    who: 'anyone',
    sessionOnly: false,
    body: z.strictObject({
      email: emailField,
      password: passwordField,
      next: z.string().max(2_000).default('/'),
    }),
    bytesMax: SMALL_BODY,
    rates: ({ email }, { address }) => [
      { key: `sign-in ${address}`, max: 30, seconds: 60 },
      { key: `sign-in ${address} ${email}`, max: 5, seconds: 60 },
    ],
  },
  signIn,
  async (_, refusal, typed) => (
    <SignIn
      next={localPath(typed('next'))}
      provider={loadSettings(process.env).oidc?.name ?? null}
      again={{ refusal, email: typed('email') }}
    />
  ),
);
