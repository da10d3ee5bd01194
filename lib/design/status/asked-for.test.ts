import { expect, test } from 'vitest';
import { type Mail, statusesOf } from '@/lib/design/status/test-statuses.ts';

const PATCH: Mail = {
  ...{ subject: '[PATCH] store: keep the handles', by: 'ann' },
  body: 'Keep the handles in a list.\n---\n f.c | 1 +\n',
};
const taken = (by: string): Mail => ({
  ...{ subject: 'Re: x', by, cites: ['m0'], body: 'Applied, thanks.\n' },
  facts: { signals: [{ kind: 'applied', start: 0, end: 8 }] },
});
const tagged = (by: string): Mail => ({
  ...{ subject: 'Re: x', by, cites: ['m0'], body: 'Fine.\n' },
  trailers: [{ name: 'Reviewed-by', value: `${by} <${by}@example.org>` }],
});

/** What became of a request that somebody makes of another below the patch of Ann. */
function check(by: string, words: string, asks: string, later: Mail, expected: string): void {
  const request: Mail = { subject: 'Re: x', by, cites: ['m0'], body: `${words}\n` };
  const [status] = statusesOf([PATCH, request, later], [{ kind: 'action', mail: 1, words, asks }]);
  expect(status).toBe(expected);
}

const DONE = 'done taken-as-asked m0';
const SEEN = 'done reviewed-as-asked m0';
const OPEN = 'open said';

test('who posted asks that it be taken, and it is, by whoever has a tree', () => {
  check('ann', 'Eve, could you please pick this up?', 'eve', taken('eve'), DONE);
  check('ann', 'Eve, would you take it through your tree?', 'eve', taken('dan'), DONE);
  check('ann', 'Could you merge these patches, please?', 'eve', taken('ann'), OPEN);
  check('ann', 'Could you take the other lock as well?', 'eve', taken('eve'), OPEN);
});

test('who reviews can ask its author for what they like', () =>
  check('bob', 'Can you merge this into the lookup?', 'ann', taken('eve'), OPEN));

test('who was asked to look at it gives a tag or takes it', () => {
  check('ann', 'Eve, do you have time to look at this?', 'eve', tagged('eve'), SEEN);
  check('bob', 'Eve, could you review the locking?', 'eve', tagged('eve'), SEEN);
  check('bob', 'It would be good to have an ack from Eve.', 'eve', taken('eve'), DONE);
  check('bob', 'Eve, could you review the locking?', 'eve', tagged('dan'), OPEN);
  // A mail calls who has not written yet by the first name.
  check('bob', 'Hey Eve, could you review the locking?', 'Eve', tagged('eve-lind'), OPEN);
  check('bob', 'Hey Eve, could you review the locking?', 'Eve', tagged('Eve.Lind'), SEEN);
  check('bob', 'Please rename the lock in the next review.', 'eve', tagged('eve'), OPEN);
});

test('what a reviewer asks of the author is not done with a tag', () =>
  check('bob', 'Please have a look at the other users too.', 'ann', tagged('ann'), OPEN));
