import { z } from 'zod';
import { writeRoute } from '@/app/_account/write-route.tsx';
import { messageField, proseField } from '@/app/_judge/fields.ts';
import { adminRule } from '@/lib/auth/account-rule.ts';
import { done, refused } from '@/lib/auth/outcome.ts';
import { takeDown } from '@/lib/store/judge/take-down.ts';

const BODY = z.strictObject({
  message: messageField,
  reason: proseField(2_000),
});

/** A message is taken down everywhere and for good; why is kept in the audit. */
export const POST = writeRoute(adminRule('admin.take-down', BODY), async ({ body }) => async (write) => {
  const messages = await takeDown(write, body.message);
  if (messages === 0) {
    return refused(404, 'NOT_FOUND', 'The archive has no such message.', 'Give its Message-ID.');
  }
  const note = { target: body.message, detail: { reason: body.reason, messages } };
  return done('/admin', note, { value: { messages } });
});
