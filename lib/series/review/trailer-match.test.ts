import { expect, test } from 'vitest';
import { matchTrailer } from '@/lib/series/review/trailer-match.ts';

/** b4's order: address, whole name, part of the name, nothing. */
function check(value: string, name: string, email: string, expected: string): void {
  expect(matchTrailer(value, { name, email })).toBe(expected);
}

test('how a trailer fits its sender', () => {
  check('Bob Example <bob@example.org>', 'Bob Example', 'bob@example.org', 'address');
  check('B. <BOB@example.org>', '', 'Bob@Example.org', 'address');
  check('Bob Example <bob@work.example>', 'bob example', 'bob@example.org', 'name');
  check('"Bob A. Example" <bob@work.example>', 'Example, Bob', 'bob@example.org', 'name-part');
  check('Bob <bob@work.example>', 'Bob Example', 'bob@example.org', 'name-part');
  check('Eve <eve@example.org>', 'Bob Example', 'bob@example.org', 'mismatch');
  check('B <b@work.example>', 'Bob B Example', 'bob@example.org', 'mismatch');
  check('bob@example.org', 'Bob', 'bob@example.org', 'address');
  check('', '', '', 'mismatch');
});

test('addresses that are one to b4', () => {
  check('Bob <bob+kernel@example.org>', 'Robert', 'bob@example.org', 'address');
  check('Bob <bob@mail.example.org>', 'Robert', 'bob@example.org', 'address');
  check('Bob <bob@a.mail.example.org>', 'Robert', 'bob@example.org', 'mismatch');
  check('Bob <bob@badexample.org>', 'Robert', 'bob@example.org', 'mismatch');
  check('Bob <bob@example.org>', 'Robert', 'bob@org', 'mismatch');
  check('Bob <bob@example.org>', 'Robert', 'rob@example.org', 'mismatch');
});
