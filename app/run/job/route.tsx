import { z } from 'zod';
import { writeRoute } from '@/app/_account/write-route.tsx';
import { runKey } from '@/app/_check/run-key.ts';
import { asReader } from '@/lib/auth/account-rule.ts';
import { done, refused } from '@/lib/auth/outcome.ts';
import { AppError } from '@/lib/base/app-error.ts';
import { planRun, type RunRequest } from '@/lib/evidence/plan-run.ts';
import { SCRIPT_CHARACTERS_MAX } from '@/lib/sim/language/header.ts';
import { startCheckRun } from '@/lib/store/jobs/check-run.ts';
import { jobPath } from '@/lib/view/check/run-address.ts';

/** PostgreSQL holds neither NUL nor half a character. */
const TEXT = z
  .string()
  .max(SCRIPT_CHARACTERS_MAX)
  .regex(/^[^\0\p{Cs}]*$/u)
  .default('')
  .transform((text) => text.replaceAll('\r\n', '\n'));

const BODY = z.strictObject({ scenario: TEXT, script: TEXT, strategy: TEXT, profile: TEXT, events: TEXT });

/** Of a form: each character of a script as up to nine. */
const BYTES_MAX = 9 * SCRIPT_CHARACTERS_MAX + 8_192;

/**
 * A search that is too long for a page, as a job of the worker: at most two minutes of one processor, so who asks has
 * an account. Equal requests are one run. Goes on to its address.
 */
export const POST = writeRoute<RunRequest>(
  {
    action: 'run.start',
    who: 'signed-in',
    sessionOnly: false,
    body: BODY,
    bytesMax: BYTES_MAX,
    rates: (_, { who }) => [{ key: `run ${who}`, max: 12, seconds: 3_600 }],
  },
  asReader(async ({ body, credential }) => {
    let key: string;
    try {
      key = runKey(planRun(body).domain.version, body);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return refused(400, 'BAD_INPUT', error.message, error.remedy);
    }
    const { accountId } = credential.reader;
    return async (write) => {
      const isTaken = await startCheckRun(write, { key, request: body, accountId });
      if (!isTaken)
        return refused(
          429,
          'TOO_MANY',
          'Many runs wait already.',
          'Try again in some minutes, or run it in the browser.',
        );
      return done(jobPath(key), { target: key, detail: {} }, { value: { key, address: jobPath(key) } });
    };
  }),
);
