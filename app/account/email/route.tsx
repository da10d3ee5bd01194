import { z } from 'zod';
import { writeRoute } from '@/app/_account/write-route.tsx';
import { asReader, ownRule } from '@/lib/auth/account-rule.ts';
import { askEmail } from '@/lib/auth/change-email.ts';
import { emailField, passwordField } from '@/lib/auth/fields.ts';

/** Asks for another address. Counts with the change of the password: both tell whether one guessed it. */
export const POST = writeRoute(
  {
    ...ownRule('account.email-asked', z.strictObject({ email: emailField, password: passwordField })),
    rates: (_, { who }) => [{ key: `password ${who}`, max: 5, seconds: 60 }],
  },
  asReader(askEmail),
);
