import { z } from 'zod';
import { writeRoute } from '@/app/_account/write-route.tsx';
import { asReader, ownRule } from '@/lib/auth/account-rule.ts';
import { changePassword } from '@/lib/auth/change-password.ts';
import { passwordField, tokensField } from '@/lib/auth/fields.ts';

export const POST = writeRoute(
  {
    ...ownRule(
      'account.password',
      z.strictObject({ password: passwordField, fresh: passwordField, tokens: tokensField }),
    ),
    rates: (_, { who }) => [{ key: `password ${who}`, max: 5, seconds: 60 }],
  },
  asReader(changePassword),
);
