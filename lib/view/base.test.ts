import { expect, test } from 'vitest';
import { readBase } from '@/lib/series/base.ts';
import { describeBase } from '@/lib/view/base.ts';

function check(body: string, expected: string): void {
  const base = readBase([body]);
  expect(base === null ? '' : describeBase(base)).toBe(expected);
}

const COMMIT = 'base-commit: 0123456789abcdef0123456789abcdef01234567\n';
const PATCH = (digit: number): string => `prerequisite-patch-id: ${String(digit).repeat(40)}\n`;

test('what a series applies on, as words', () => {
  check(COMMIT, 'applies on 0123456789ab');
  check(`${COMMIT}${PATCH(1)}`, 'applies on 0123456789ab and 1 other patch');
  check(
    `${COMMIT}prerequisite-change-id: x:v1\n${PATCH(1)}${PATCH(2)}`,
    'applies on 0123456789ab, 1 other series and 2 other patches',
  );
  check('Based-on: <a@x.example>\n', 'applies on what 1 message sent');
});
