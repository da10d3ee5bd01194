import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Mailbox } from '@/lib/mail/email.ts';
import { indexMailmap, parseMailmap } from '@/lib/series/mailmap.ts';
import { displayName, groupPeople, initials, personId } from '@/lib/series/people.ts';

const MAILMAP = indexMailmap(parseMailmap('Ann Bell <ann@new.example> <ann@old.example>\n'));

function box(text: string): Mailbox {
  const [, name = '', email = ''] = /^(.*?) ?<(.*)>$/.exec(text) ?? [];
  return { name, email };
}

/** `expected`: one line a person, `name: addresses`. */
function check(mailboxes: readonly string[], expected: readonly string[]): void {
  const people = groupPeople(mailboxes.map(box), MAILMAP);
  expect([...people.values()].map(({ name, emails }) => `${name}: ${emails.join(' ')}`)).toEqual(expected);
}

describe('groupPeople', () => {
  it('goes by the address, whatever its case', () =>
    check(['Bob <bob@x>', 'Bobby <BOB@x>', 'Bobby <bob@X>'], ['Bobby: bob@x']));
  it('never goes by the name', () => check(['Bob <bob@x>', 'Bob <bob@y>'], ['Bob: bob@x', 'Bob: bob@y']));
  it('keeps subaddresses apart', () =>
    check(['Bob <bob@x>', 'Bob <bob+lists@x>'], ['Bob: bob@x', 'Bob: bob+lists@x']));
  it('joins what the mailmap joins, under its name', () =>
    check(
      ['A. Bell <ann@old.example>', 'ann <ann@new.example>', 'ann <ann@new.example>'],
      ['Ann Bell: ann@new.example ann@old.example'],
    ));
  it('gives the same people in any order', () => {
    const mailbox = fc.constantFrom(
      'Bob <b@x>',
      'B <B@x>',
      'Ann <ann@old.example>',
      'A <ann@new.example>',
      '<c@x>',
    );
    fc.assert(
      fc.property(fc.array(mailbox), (mailboxes) => {
        const forth = groupPeople(mailboxes.map(box), MAILMAP);
        const back = groupPeople([...mailboxes].reverse().map(box), MAILMAP);
        expect(new Map([...back].sort())).toEqual(new Map([...forth].sort()));
        for (const text of mailboxes) expect(forth.has(personId(MAILMAP, box(text)))).toBe(true);
      }),
    );
  });
});

describe('displayName', () => {
  it('is never empty', () => {
    expect(displayName(box('"Ann Bell" <a@x>'))).toBe('Ann Bell');
    expect(displayName(box('Ann Bell via B4 Relay <devnull+a@kernel.org>'))).toBe('Ann Bell');
    expect(displayName(box(' <ann@x>'))).toBe('ann');
    expect(displayName({ name: '""', email: '' })).toBe('unknown');
  });
});

describe('initials', () => {
  it('takes first and last word', () => {
    const rows = {
      'Ann Bell': 'AB',
      'ann van der bell': 'AB',
      'Ann Bell (Oracle)': 'AB',
      ann: 'A',
      李雷: '李',
    };
    for (const [name, expected] of Object.entries(rows)) expect(initials(name)).toBe(expected);
    expect(initials('Darrick J. Wong')).toBe('DW');
    expect(initials('')).toBe('?');
    expect(initials('("-")')).toBe('?');
  });
});
