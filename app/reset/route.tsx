import { z } from 'zod';
import { AskReset, ResetAsked } from '@/app/_account/link-page.tsx';
import { writeRoute } from '@/app/_account/write-route.tsx';
import { htmlResponse, servePage } from '@/app/_ui/respond.tsx';
import { ASKING_TAKES_MS, askReset } from '@/lib/auth/ask-reset.ts';
import { emailField, SMALL_BODY } from '@/lib/auth/fields.ts';
import { shown } from '@/lib/auth/outcome.ts';

export const dynamic = 'force-dynamic';

export async function GET(request: Request): Promise<Response> {
  return servePage(request, () => htmlResponse(request, <AskReset />));
}

/** A mail where there is a mail server, else a line for the admins. Nobody is told whether there is an account. */
export const POST = writeRoute(
  {
    action: 'account.reset-asked',
    who: 'anyone',
    sessionOnly: false,
    body: z.strictObject({ email: emailField }),
    bytesMax: SMALL_BODY,
    rates: ({ email }, { address }) => [
      { key: `reset ${address}`, max: 5, seconds: 600 },
      { key: `reset of ${email}`, max: 20, seconds: 3_600 },
    ],
    takesMs: ASKING_TAKES_MS,
  },
  async (passed) => async (write) => {
    const afterwards = await askReset(write, passed);
    const page = <ResetAsked byMail={passed.settings.smtp !== null} />;
    return shown(page, {}, { target: passed.body.email }, { afterwards });
  },
);
