import { expect, test } from 'vitest';
import { formatPath, type Path, parsePath } from '@/lib/sim/path.ts';

function check(input: string, expected: Path | null): void {
  expect(parsePath(input)).toEqual(expected);
}

test('reads what it writes', () => {
  for (const path of [[], [0], [0, 3, 1, 0, 250]]) check(formatPath(path), path);
});

test('refuses what is no path', () => {
  for (const text of ['.', '0.', '.0', '0..1', '-1', '1.5e3', '0 1', '1234', 'a', '0.'.repeat(20_000)])
    check(text, null);
});
