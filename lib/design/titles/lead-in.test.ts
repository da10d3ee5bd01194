import { expect, test } from 'vitest';
import { leadEnd } from '@/lib/design/titles/lead-in.ts';

/** Where what a sentence says begins, as ` | `; none where it begins with that. */
function check(example: string): void {
  const [lead = '', rest] = example.split(' | ');
  expect([example, leadEnd(rest === undefined ? lead : `${lead} ${rest}`)]).toEqual([
    example,
    rest === undefined ? 0 : lead.length,
  ]);
}

test('a condition leads to what is said', () => {
  check('If the lock is held (or was, say), | drop it');
  check('Together with the mount, | it is slow');
  check('Drop the lock, if it is held');
});

test('without a comma all of it leads, unless it may say what for', () => {
  expect(leadEnd('When the lock is held')).toBe('When the lock is held'.length);
  check('To drop the lock');
  check('Although the lock is held');
});
