import { expect, test } from 'vitest';
import { knownFailure } from './known-failure.ts';

function check(input: unknown, expected: string | null): void {
  expect(knownFailure(input)?.message ?? null).toBe(expected);
}

test('a full disk is said in words, wherever it was met', () => {
  const full = 'The disk of the database is full.';
  check(Object.assign(new Error('could not extend file'), { code: '53100' }), full);
  check(new Error('x', { cause: { originalCode: '53100' } }), full);
  check(Object.assign(new Error('write'), { code: 'ENOSPC' }), 'The disk is full.');
});

test('anything else keeps its trace', () => {
  check(new Error('x', { cause: new TypeError('y') }), null);
  check(null, null);
});
