import { expect, it } from 'vitest';
import { toOrder } from '@/lib/design/titles/imperative.ts';

it('makes an order of what a proposal begins with', () => {
  const check = (text: string, expected: string): void => expect(toOrder(text)).toBe(expected);
  check('Adding a fallback flush', 'add a fallback flush');
  check('using a flag', 'use a flag');
  check('dropping the lock early', 'drop the lock early');
  check('moving the check would be simpler', 'moving the check would be simpler');
  check('String handling in the log', 'String handling in the log');
  check('adding', 'adding');
});
