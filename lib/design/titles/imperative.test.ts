import { expect, it } from 'vitest';
import { ofPointing, ofPosted, toOrder } from '@/lib/design/titles/imperative.ts';

it('makes an order of what a proposal begins with', () => {
  const check = (text: string, expected: string): void => expect(toOrder(text)).toBe(expected);
  check('Adding a fallback flush', 'add a fallback flush');
  check('using a flag', 'use a flag');
  check('dropping the lock early', 'drop the lock early');
  check('moving the check would be simpler', 'moving the check would be simpler');
  check('String handling in the log', 'String handling in the log');
  check('adding', 'adding');
});

it('says what a posting does as an order', () => {
  const check = (text: string, expected: string): void => expect(ofPosted(text)).toBe(expected);
  check('This short series adds a cache and removes the list', 'add a cache and remove the list');
  check('The patch also drops the lock early', 'drop the lock early');
  check('This adds a stray empty line', 'This adds a stray empty line');
  check('The checks changes', 'The checks changes');
});

it('finds what is pointed at', () => {
  const check = (text: string, expected: string): void => expect(ofPointing(text)).toBe(expected);
  check(
    'That is one of the ideas of my patch that moves the check into the loop',
    'move the check into the loop',
  );
  check('It is not a new flag but instead checking the old one', 'check the old one');
  check('That was the bug', 'That was the bug');
});
