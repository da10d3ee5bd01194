import { expect, it } from 'vitest';
import { testTitle } from '@/lib/design/titles/test-title.ts';

it('begins where somebody is told what to do behind what is told', () => {
  const check = (text: string, expected: string): void => expect(testTitle('action', text)).toBe(expected);
  check(
    'In other words, it is the lock that does not go with the flag and you can drop the test for it.',
    'Drop the test for it',
  );
  check('That is a matter of the cache and we can just leave it alone.', 'Leave it alone');
  // What is told may be what it is for.
  check('Please add a flag so that it is told and we can drop the lock.', 'Add a flag so that it is told');
});
