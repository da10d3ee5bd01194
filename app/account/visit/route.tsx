import { z } from 'zod';
import { writeRoute } from '@/app/_account/write-route.tsx';
import { asReader, ownRule } from '@/lib/auth/account-rule.ts';
import { flagField } from '@/lib/auth/fields.ts';
import { done } from '@/lib/auth/outcome.ts';
import { saveVisit } from '@/lib/store/account/visit-row.ts';

/** The home page was seen: its script says so, and its button with `seen=yes` that nothing on it is new any more. */
export const POST = writeRoute(
  ownRule('account.visit', z.strictObject({ seen: flagField })),
  asReader(async ({ body, credential }) => async (write) => {
    await saveVisit(write, credential.reader.accountId, body.seen);
    return done('/', { detail: { seen: body.seen } });
  }),
);
