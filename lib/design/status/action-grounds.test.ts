import { expect, test } from 'vitest';
import { type Mail, statusesOf } from '@/lib/design/status/test-statuses.ts';

const PATCH: Mail = {
  ...{ subject: '[PATCH] store: keep the handles', by: 'ann' },
  body: 'Keep the handles in a list.\n---\n f.c | 1 +\n',
};
const PROMISE = 'I will look for the leak.';

/** What became of a promise of Ann after an answer to it. */
function check(answer: Partial<Mail>, expected: string): void {
  const mails: readonly Mail[] = [
    PATCH,
    { subject: 'Re: x', by: 'ann', cites: ['m0'], body: `${PROMISE}\n` },
    {
      ...{ subject: 'Re: x', by: 'ann', cites: ['m0', 'm1'], body: `> ${PROMISE}\n\nHere it is.\n` },
      ...answer,
    },
  ];
  expect(statusesOf(mails, [{ kind: 'action', mail: 1, words: PROMISE }])[0]).toBe(expected);
}

test('who comes back to his promise with a patch has kept it', () => {
  check({ diff: true }, 'done author-answered');
  check({ diff: true, by: 'bob' }, 'open said');
  check({ body: `> ${PROMISE}\n\nNot yet, sorry.\n` }, 'open said');
});
