import { expect, test } from 'vitest';
import { clearAddress, clearSender } from '@/lib/mail/fields/obscured-address.ts';

test.each([
  ['ann.lee at example.com (Ann Lee)', '"Ann Lee" <ann.lee@example.com>'],
  ['ann at example.com', '<ann@example.com>'],
  ['ann at example.com ()', '<ann@example.com>'],
  ['bo at k.example (Kim, Bo "B" (work))', '"Kim, Bo \\"B\\" (work)" <bo@k.example>'],
  ['bo at k.example (=?utf-8?q?B=C3=B3?= Kim)', '=?utf-8?q?B=C3=B3?= Kim <bo@k.example>'],
  ['Ann Lee <ann at example.com>', 'Ann Lee <ann@example.com>'],
  ['Ann Lee <ann@example.com>', 'Ann Lee <ann@example.com>'],
  ['Ann at work <ann@example.com>', 'Ann at work <ann@example.com>'],
  ['Ann Lee at home', 'Ann Lee at home'],
])('%s is from %s', (field, clear) => {
  expect(clearSender(field)).toBe(clear);
});

test('an address in a line of text', () => {
  expect(clearAddress('Bo Kim <bo at k.example> # docs')).toBe('Bo Kim <bo@k.example> # docs');
  expect(clearAddress('Bo Kim <bo at home>')).toBe('Bo Kim <bo at home>');
});
