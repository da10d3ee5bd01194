import { expect, test } from 'vitest';
import { STATUS_MODELS } from './model.ts';
import { ruleName } from './rule-name.ts';

function check(evidence: string, expected: string): void {
  expect(ruleName(evidence)).toBe(expected);
}

test('evidence has names that people can read', () => {
  check('reply-agree:owner', 'addressee-agreed');
  check('back-owner-retract:self', 'author-took-it-back');
  check('objection:other', 'somebody-objected');
  check('objection/endorsement:self', 'author-endorsed-on-the-objection');
  check('signal-applied:other', 'somebody-applied-the-series');
  check('sibling-decision:owner', 'addressee-decided-nearby');
  check('reply-has-proposal:other', 'somebody-proposed');
  check('any-answer', 'answered');
});

test('every name with a weight has a rule of small letters and hyphens', () => {
  const names = [...STATUS_MODELS.values()].flatMap(({ weights }) => [...weights.keys()]);
  expect(names.length).toBeGreaterThan(100);
  for (const name of names) expect(ruleName(name)).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
});
