import type { z } from 'zod';
import { type Refused, refused } from '@/lib/auth/outcome.ts';

/** More are of an attack: no form has as many. */
const FIELDS_MAX = 5;
const NAME_LENGTH_MAX = 40;

/** Fields that a rule does not take: each by its name with what is wrong with it, for JSON and beside the field. */
export function refuseFields(error: z.ZodError): Refused {
  // Names of fields, never what was in them: a password must not come back in an answer.
  const problems = error.issues.flatMap((issue) =>
    (issue.code === 'unrecognized_keys' ? issue.keys : [issue.path.join('.')]).map(
      (name) => [name.slice(0, NAME_LENGTH_MAX), describeIssue(issue)] as const,
    ),
  );
  const first = new Map<string, string>();
  for (const [name, problem] of problems)
    if (first.size < FIELDS_MAX && !first.has(name)) first.set(name, problem);
  const fields = Object.fromEntries(first);
  const reasons = error.issues.flatMap((issue) => (issue.code === 'custom' ? [issue.message] : []));
  const message = reasons[0] ?? `These fields cannot be read: ${Object.keys(fields).join(', ')}.`;
  return refused(400, 'BAD_INPUT', message, 'Correct them and send it again.', { value: { fields } });
}

/** What is wrong with the field of that name; null for nothing that is known. */
export function fieldProblem(refusal: Refused, name: string): string | null {
  const { fields } = refusal.value;
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return null;
  const problem = Object.hasOwn(fields, name)
    ? Object.entries(fields).find(([key]) => key === name)?.[1]
    : null;
  return typeof problem === 'string' ? problem : null;
}

/** In our words: those of zod speak to programmers. */
function describeIssue(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'custom':
      return issue.message;
    case 'unrecognized_keys':
      return 'There is no such field here.';
    case 'too_small':
      if (issue.origin !== 'string') return `At least ${issue.minimum}.`;
      return Number(issue.minimum) <= 1 ? 'This is empty.' : `At least ${issue.minimum} characters.`;
    case 'too_big':
      return issue.origin === 'string' ? `At most ${issue.maximum} characters.` : `At most ${issue.maximum}.`;
    default:
      return 'This cannot be read as it stands.';
  }
}
