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

test('a family name that stands first is turned round: in a list of names its comma would make two of one', () => {
  check('Bell, Ann', 'a@x', 'Ann Bell');
  check('"Bell, Ann K"', 'a@x', 'Ann K Bell');
  check('Ann Bell, Jr.', 'a@x', 'Ann Bell, Jr.');
  check('Bell, Ann, PhD', 'a@x', 'Bell, Ann, PhD');
  check('Bell,', 'a@x', 'Bell,');
});
