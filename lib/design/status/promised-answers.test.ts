import { expect, test } from 'vitest';
import { type Mail, statusesOf } from '@/lib/design/status/test-statuses.ts';

const COVER: Mail = { subject: '[PATCH 0/1] store: locks', by: 'ann', body: 'Move the lock.\n' };
const PATCH: Mail = {
  ...{ subject: '[PATCH 1/1] store: lock', by: 'ann', cites: ['m0'], diff: true, patchId: 'p1' },
  body: 'Take the lock in the store.\n---\n f.c | 1 +\n',
};

/** What became of a promise that Bob gave in answer to the cover, after one more mail. */
function check(words: string, later: Partial<Mail>, expected: string): void {
  const promise: Mail = { subject: 'Re: x', by: 'bob', cites: ['m0'], body: `${words}\n` };
  const last: Mail = {
    ...{ subject: 'Re: x', by: 'bob', cites: ['m0', 'm1'] },
    body: '> Take the lock in the store.\n\nThis takes it twice, as far as I can see.\n',
    ...later,
  };
  const [status] = statusesOf([COVER, PATCH, promise, last], [{ kind: 'action', mail: 2, words }]);
  expect(status).toBe(expected);
}

const DONE = 'done fulfilled m0';

test('who promised to comment on the patches did when he answers one', () => {
  check("I'll reply to the individual patches soon.", {}, DONE);
  check('I will comment on each patch later.', {}, DONE);
  check("I'll go through the patches in detail tomorrow.", {}, DONE);
  check("I'll reply to the individual patches soon.", { by: 'eve' }, 'open said');
  check("I'll reply to the individual patches soon.", { cites: ['m0'] }, 'open said');
  check("I'll send the patches soon.", {}, 'open said');
});

test('a revised patch that is posted in answer to the promise of it keeps that', () => {
  const words = 'I will fix this and send out a revised patch.';
  const posted = (subject: string, by: string, cites: readonly string[]): Mail => ({
    ...{ subject, by, cites, diff: true, patchId: 'p9' },
    body: 'Let the cache take the lock.\n---\n g.c | 1 +\n',
  });
  const last = (mail: Mail): string | undefined => {
    const promise: Mail = { subject: 'Re: x', by: 'bob', cites: ['m0'], body: `${words}\n` };
    return statusesOf([COVER, PATCH, promise, mail], [{ kind: 'action', mail: 2, words }])[0];
  };
  expect(last(posted('[PATCH v3] cache: the lock', 'bob', ['m0', 'm2']))).toBe('done fulfilled m3');
  expect(last(posted('[PATCH v3] cache: the lock', 'eve', ['m0', 'm2']))).toBe('open said');
});
