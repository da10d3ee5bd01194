import { expect, test } from 'vitest';
import { bareSubject, shownName, shownSubject } from '@/lib/view/subject.ts';

test('reply marks go, nothing else', () => {
  const check = (subject: string, bare: string): void => expect(bareSubject(subject)).toBe(bare);
  check('Re: [PATCH 1/2]  a', '[PATCH 1/2] a');
  check('RE: Aw: Re[2]: a', 'a');
  check('Reset: a', 'Reset: a');
  check('  ', '');
});

test('an empty subject can still be clicked', () => {
  expect(shownSubject(' ')).toBe('(no subject)');
  expect(shownSubject('a')).toBe('a');
  expect(shownName(' ')).toBe('(no name)');
  expect(shownName('a')).toBe('a');
});
