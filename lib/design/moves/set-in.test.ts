import { expect, it } from 'vitest';
import { isSetIn } from '@/lib/design/moves/set-in.ts';

it.each([
  ['a\n  b', 4, 2, true],
  ['a\n  b', 4, 3, false],
  ['  b', 2, 1, true],
  ['a\nb', 2, 1, false],
  ['a\n- b', 4, 1, false],
  [`a\n${' '.repeat(80)}b`, 82, 1, false],
] as const)('of %j what begins at %i is set in by %i or more: %s', (body, start, least, expected) =>
  expect(isSetIn(body, start, least)).toBe(expected),
);
