import { z } from 'zod';
import { TokenMade } from '@/app/_account/account-page.tsx';
import { writeRoute } from '@/app/_account/write-route.tsx';
import { asReader, ownRule } from '@/lib/auth/account-rule.ts';
import { lineField } from '@/lib/auth/fields.ts';
import { TOKEN_PREFIX } from '@/lib/auth/identify.ts';
import { refused, shown } from '@/lib/auth/outcome.ts';
import { hashSecret, makeSecret } from '@/lib/auth/secret.ts';
import { lockAccount } from '@/lib/store/account/account-row.ts';
import { countTokens, insertToken } from '@/lib/store/account/session-row.ts';

const TOKENS_MAX = 20;

const BODY = z.strictObject({
  name: lineField(100),
  days: z
    .union([
      z.number(),
      z
        .string()
        .regex(/^\d{1,9}$/)
        .transform(Number),
    ])
    .pipe(z.int().min(1).max(366)),
});

export const POST = writeRoute(
  ownRule('account.token', BODY),
  asReader(async ({ body, credential }) => async (write) => {
    const { accountId } = credential.reader;
    await lockAccount(write, accountId);
    if ((await countTokens(write, accountId)) >= TOKENS_MAX) {
      return refused(
        409,
        'TOO_MANY_TOKENS',
        `An account has at most ${TOKENS_MAX} tokens.`,
        'Take one back first.',
      );
    }
    const token = `${TOKEN_PREFIX}${makeSecret()}`;
    const id = await insertToken(write, {
      tokenHash: hashSecret(token),
      accountId,
      name: body.name,
      days: body.days,
    });
    const page = <TokenMade name={body.name} token={token} />;
    return shown(page, { id, token }, { target: body.name, detail: { days: body.days } });
  }),
);
