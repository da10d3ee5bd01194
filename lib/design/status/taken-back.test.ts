import { expect, test } from 'vitest';
import { type Mail, type Said, statusesOf } from '@/lib/design/status/test-statuses.ts';

const PATCH: Mail = {
  ...{ subject: '[PATCH] store: keep the handles', by: 'ann' },
  body: 'Keep the handles in a list.\n---\n f.c | 1 +\n',
};

test('who takes his words back right below them', () => {
  const asked = 'Please return a bool here.';
  const check = (body: string, expected: string, by = 'bob'): void => {
    const mails: readonly Mail[] = [
      PATCH,
      { subject: 'Re: x', by: 'bob', cites: ['m0'], body: `${asked}\n` },
      { subject: 'Re: x', by, cites: ['m0', 'm1'], body: `> ${asked}\n\n${body}\n` },
    ];
    expect(statusesOf(mails, [{ kind: 'action', mail: 1, words: asked, asks: 'ann' }])[0]).toBe(expected);
    const dropped = expected.replace('dropped', 'withdrawn');
    if (dropped === expected) return;
    expect(statusesOf(mails, [{ kind: 'objection', mail: 1, words: asked }])[0]).toBe(dropped);
  };
  check('Ah, I see that patch 6 does that.', 'dropped author-took-it-back');
  check('Never mind, I had the wrong tree.', 'dropped author-took-it-back');
  check('Ah, I see that patch 6 does that.', 'open said', 'eve');
});

test('who listed ways gives one up by its number', () => {
  const first = 'keep one list in the store';
  const second = 'let each cache keep its own';
  const list: Mail = {
    ...{ subject: 'Re: x', by: 'bob', cites: ['m0'] },
    body: `I see two ways:\n\n1. ${first}\n\n2. ${second}\n`,
  };
  const ways = [first, second].map((words): Said => ({ kind: 'proposal', mail: 1, words, listedWay: true }));
  const check = (by: string, words: string, expected: readonly string[]): void => {
    const last: Mail = { subject: 'Re: x', by, cites: ['m0', 'm1'], body: `${words}\n` };
    expect(statusesOf([PATCH, list, last], ways)).toEqual(expected);
  };
  const back = 'withdrawn author-took-it-back';
  check('bob', 'Forget about 2 then.', ['open said', back]);
  check('bob', 'Ok, scratch option 1.', [back, 'open said']);
  check('bob', 'Forget about 3.', ['open said', 'open said']);
  check('eve', 'Forget about 2 then.', ['open said', 'open said']);
});
