import { expect, it } from 'vitest';
import { initials } from '@/lib/view/initials.ts';
import { lettersOf, lettersOfAll } from '@/lib/view/people-letters.ts';

it('takes the letters of a name, not of what stands in brackets or behind an apostrophe', () => {
  const check = (name: string, expected: string): void => expect(initials(name)).toBe(expected);
  check('Ann Lee', 'AL');
  check('Ann Lee (Example)', 'AL');
  check("Ann B. O'Neil", 'AO');
  check("Ann L'e", 'AL');
  check('ann.lee', 'AL');
  check('(none)', 'NO');
});

it('gives them out in the order of the people, whoever is asked for first', () => {
  const [lee, lund] = [
    { name: 'Ann Lee', email: 'ann@example.org' },
    { name: 'Al Lund', email: 'al@example.org' },
  ] as const;
  const letters = lettersOfAll([lee, lund]);
  expect([letters.of(lund), letters.of(lee)]).toEqual(['ALU', 'AL']);
});

it('has one row for an address, and different letters for different people', () => {
  const people = [
    { name: 'Ann Lee (Example)', email: 'ann@example.org' },
    { name: 'Ann Lee', email: 'Ann@example.org' },
    { name: 'Al Lund', email: 'al@example.org' },
    { name: 'Ada Lunt', email: 'ada@example.org' },
    { name: '', email: 'nobody@example.org' },
  ];
  const letters = lettersOf(people);
  expect(people.map(letters.of)).toEqual(['AL', 'AL', 'ALU', 'AL2', 'NO']);
  expect(letters.ofName('Ann Lee (Example)')).toBe('AL');
  expect(letters.used()).toEqual([
    { letters: 'AL', name: 'Ann Lee' },
    { letters: 'ALU', name: 'Al Lund' },
    { letters: 'AL2', name: 'Ada Lunt' },
    { letters: 'NO', name: 'nobody@example.org' },
  ]);
});
