import { expect, test } from 'vitest';
import { unknownOperators } from '@/lib/search/unknown-operators.ts';

function check(text: string, expected: readonly string[]): void {
  expect(unknownOperators(text).map(({ name, meant }) => `${name} ${meant}`)).toEqual(expected);
}

test('what looks like an operator and is none is named once', () => {
  check('foo:bar foo:baz -nosuch:x flush', ['foo null', 'nosuch null']);
  check('stauts:open lits:linux-xfs x:y', ['stauts status', 'lits list', 'x null']);
});

test('operators, words, phrases and addresses are none', () => {
  check('s:flush status:open "foo:bar" iomap: zero https://x.org/ std::move 10:30 XFS:', []);
  check('"foo:bar', []);
});
