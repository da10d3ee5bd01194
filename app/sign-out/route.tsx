import { z } from 'zod';
import { writeRoute } from '@/app/_account/write-route.tsx';
import { SMALL_BODY } from '@/lib/auth/fields.ts';
import { done } from '@/lib/auth/outcome.ts';
import { endSession } from '@/lib/auth/session.ts';

export const POST = writeRoute(
  {
    action: 'account.sign-out',
    who: 'signed-in',
    sessionOnly: true,
    body: z.strictObject({}),
    bytesMax: SMALL_BODY,
    rates: () => [],
  },
  async (passed) => async (write) => done('/', {}, { cookies: [await endSession(write, passed)] }),
);
