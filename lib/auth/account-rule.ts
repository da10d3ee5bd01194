import type { z } from 'zod';
import { SMALL_BODY } from '@/lib/auth/fields.ts';
import type { Act, Passed, PassedReader, Rule } from '@/lib/auth/guard.ts';
import type { Change, Refused } from '@/lib/auth/outcome.ts';
import { assert } from '@/lib/base/assert.ts';

/** What somebody does with the own account; never with a token. */
export function ownRule<Body>(action: string, body: z.ZodType<Body>): Rule<Body> {
  return { action, who: 'signed-in', sessionOnly: true, body, bytesMax: SMALL_BODY, rates: () => [] };
}

/** What admins do. */
export function adminRule<Body>(action: string, body: z.ZodType<Body>): Rule<Body> {
  return { action, who: 'admin', sessionOnly: false, body, bytesMax: SMALL_BODY, rates: () => [] };
}

/** For rules that let nobody pass without an account. */
export function asReader<Body, Page>(
  act: (passed: PassedReader<Body>) => Promise<Change<Page> | Refused>,
): Act<Body, Page> {
  return (passed: Passed<Body>) => {
    const { credential } = passed;
    assert(credential !== null, 'the rule of this route lets strangers pass');
    return act({ ...passed, credential });
  };
}
