import { z } from 'zod';

/**
 * Fields that requests have in common. No text holds NUL, which PostgreSQL refuses, or other control characters, which
 * have no business in a name.
 */
export function lineField(lengthMax: number): z.ZodString {
  return z
    .string()
    .trim()
    .min(1)
    .max(lengthMax)
    .regex(/^[^\p{Cc}\p{Cs}\u2028\u2029]*$/u);
}

/** In lower case: nobody has two accounts that differ in case. */
export const emailField = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .refine(
    (text) => /^[^\s@<>"(),;:\\[\]\p{Cc}\p{Cs}]{1,64}@[a-z0-9.-]{1,190}$/u.test(text),
    'An address looks like name@example.org.',
  );

/** Checked by lib/auth/password.ts where it is set; here only that it is of a size to be looked at. */
export const passwordField = z.string().min(1).max(1_000);

/** A list, or `*`. */
export const listField = z
  .string()
  .refine(
    (text) => /^(?:\*|[a-z0-9_][a-z0-9._+-]{0,63})$/.test(text),
    'The name of a list looks like linux-xfs: small letters, digits, dots and dashes.',
  );

/** Whether a new password takes the API tokens of its account back as well; not said: they stay. */
export const tokensField = z.enum(['stay', 'end']).optional();

/** In lower case, as PostgreSQL gives it back: `uuidgen` of some systems writes capitals. */
export const idField = z.uuid().toLowerCase();

export const roleField = z.enum(['reader', 'commenter', 'maintainer']);

/** A button of a form, or a JSON boolean. */
export const flagField = z.union([z.boolean(), z.enum(['yes', 'no']).transform((text) => text === 'yes')]);

/** Bytes of a body without long texts. */
export const SMALL_BODY = 8_192;
