import { z } from 'zod';
import { writeRoute } from '@/app/_account/write-route.tsx';
import { asReader } from '@/lib/auth/account-rule.ts';
import { SMALL_BODY } from '@/lib/auth/fields.ts';
import { done, refused } from '@/lib/auth/outcome.ts';
import { cancelCheckRun } from '@/lib/store/jobs/check-run.ts';
import { jobPath } from '@/lib/view/check/run-address.ts';

const BODY = z.strictObject({ key: z.string().regex(/^[0-9a-f]{32}$/) });

/**
 * Ends a run of one's own, an admin any. What it found so far stays. One that was over before the button was pressed
 * is no mistake of who pressed it: its page says what became of it.
 */
export const POST = writeRoute(
  {
    action: 'run.cancel',
    who: 'signed-in',
    sessionOnly: false,
    body: BODY,
    bytesMax: SMALL_BODY,
    rates: () => [],
  },
  asReader(async ({ body: { key }, credential: { reader } }) => async (write) => {
    const state = await cancelCheckRun(write, key, reader.isAdmin ? null : reader.accountId);
    if (state === null)
      return refused(404, 'NOT_FOUND', 'There is no such run of yours.', 'Who started a run cancels it.');
    return done(jobPath(key), { target: key, detail: { state } }, { value: { state } });
  }),
);
