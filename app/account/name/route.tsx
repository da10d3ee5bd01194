import { z } from 'zod';
import { writeRoute } from '@/app/_account/write-route.tsx';
import { asReader, ownRule } from '@/lib/auth/account-rule.ts';
import { lineField } from '@/lib/auth/fields.ts';
import { done } from '@/lib/auth/outcome.ts';
import { saveName } from '@/lib/store/account/account-row.ts';

export const POST = writeRoute(
  ownRule('account.name', z.strictObject({ name: lineField(100) })),
  asReader(async ({ body, credential }) => async (write) => {
    await saveName(write, credential.reader.accountId, body.name);
    return done('/account', { detail: { name: body.name } });
  }),
);
