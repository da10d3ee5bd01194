import { expect, test } from 'vitest';
import { displayName } from '@/lib/series/display-name.ts';

function check(name: string, email: string, expected: string): void {
  expect(displayName({ name, email })).toBe(expected);
}

test('a name to show is never empty', () => {
  check('"Ann Bell"', 'a@x', 'Ann Bell');
  check('Ann Bell via B4 Relay', 'devnull+a@kernel.org', 'Ann Bell');
  check(' ', 'ann@x', 'ann');
  check('""', '', 'unknown');
});
