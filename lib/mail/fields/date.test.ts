import { expect, test } from 'vitest';
import { parseDate, parseReceivedDate } from '@/lib/mail/fields/date.ts';

function check(value: string, expected: string | null): void {
  const time = parseDate(value);
  expect(time === null ? null : new Date(time).toISOString()).toBe(expected);
}

test('dates as RFC 5322 has them', () => {
  check('Thu, 18 Jul 2024 09:02:08 -0400', '2024-07-18T13:02:08.000Z');
  check('18 Jul 2024 09:02 +0530', '2024-07-18T03:32:00.000Z');
  check('Thu, 18 Jul 2024 09:02:08 +0000 (UTC)', '2024-07-18T09:02:08.000Z');
  check('Thu,18 Jul 2024  9:02:08   GMT', '2024-07-18T09:02:08.000Z');
  check('Fri (a day), 29 Feb 2008 (leap) 23:59:60 -0000', '2008-03-01T00:00:00.000Z');
});

test('obsolete years and zones', () => {
  check('Thu, 18 Jul 24 09:02:08 EDT', '2024-07-18T13:02:08.000Z');
  check('18 Jul 99 09:02:08 PST', '1999-07-18T17:02:08.000Z');
  check('18 Jul 102 09:02:08 Z', '2002-07-18T09:02:08.000Z');
  check('18 Jul 2024 09:02:08 K', '2024-07-18T09:02:08.000Z');
  check('18 Jul 2024 09:02:08 GMT+0200', '2024-07-18T07:02:08.000Z');
});

test('without a zone it is UTC, on a machine of any zone', () => {
  check('Thu, 18 Jul 2024 09:02:08', '2024-07-18T09:02:08.000Z');
});

test('what is no date or not sane is null, never now', () => {
  for (const value of [
    '',
    'garbage',
    'tomorrow',
    '18 Jul 2024',
    'Thu, 18 Jul 2024 09:02:08 +9900',
    'Thu, 18 Jul 2024 09:02:08 +0099',
    '30 Feb 2024 00:00 +0000',
    '29 Feb 2100 00:00 +0000',
    '0 Jan 2024 00:00 +0000',
    '18 Xxx 2024 00:00 +0000',
    '18 Jul 2024 24:00 +0000',
    '18 Jul 2024 23:60 +0000',
    '18 Jul 1969 00:00 +0000',
    '1 Jan 1970 00:00 +0100',
    '18 Jul 2106 00:00 +0000',
    '18 Jul 99999 00:00 +0000',
    '18 Jul 0000 00:00 +0000',
    `18 Jul 2024 00:00 +0000${' '.repeat(300)}`,
  ]) {
    check(value, null);
  }
});

test('a Received field has its date after the last semicolon', () => {
  expect(parseReceivedDate('from a (b; c) by d id 7; Thu, 18 Jul 2024 15:02:01 +0200 (CEST)')).toBe(
    Date.UTC(2024, 6, 18, 13, 2, 1),
  );
  expect(parseReceivedDate('from a by d')).toBeNull();
});
