import type { z } from 'zod';
import { type Refused, refused } from '@/lib/auth/outcome.ts';

/** Fields that a rule does not take. */
export function refuseFields(error: z.ZodError): Refused {
  // Names of fields, never what was in them: a password must not come back in an answer.
  const names = error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys : [issue.path.join('.')],
  );
  const list = [...new Set(names)]
    .map((name) => name.slice(0, 40))
    .slice(0, 5)
    .join(', ');
  const reasons = error.issues.flatMap((issue) => (issue.code === 'custom' ? [issue.message] : []));
  const message = reasons[0] ?? `These fields cannot be read: ${list}.`;
  return refused(400, 'BAD_INPUT', message, 'Correct them and send it again.');
}
