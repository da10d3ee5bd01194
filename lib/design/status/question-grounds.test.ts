import { expect, test } from 'vitest';
import { type Mail, statusesOf } from '@/lib/design/status/test-statuses.ts';

const QUESTION = 'Should the store or the cache drop the lock?';
const COVER: Mail = {
  ...{ subject: '[PATCH 0/2] store: locks', by: 'ann' },
  body: `Both patches move a lock.\n\n${QUESTION}\n`,
};
const PATCHES: readonly Mail[] = [1, 2].map((n) => ({
  ...{ subject: `[PATCH ${n}/2] store: lock ${n}`, by: 'ann', cites: ['m0'], diff: true, patchId: `p${n}` },
  body: `Take the lock ${n} in the store.\n---\n f.c | 1 +\n`,
}));

/** What became of the question in a cover after its patches and further mails. */
function check(later: readonly Mail[], expected: string): void {
  const [status] = statusesOf(
    [COVER, ...PATCHES, ...later],
    [{ kind: 'question', mail: 0, words: QUESTION }],
  );
  expect(status?.split(' ')[0]).toBe(expected);
}

const other = (body: string, by = 'bob'): Mail => ({ subject: 'Re: x', by, cites: ['m0'], body });

test('the patches of a posting do not answer what its cover asks, nor do words on something else', () => {
  check([], 'open');
  check([other('> Both patches move a lock.\n\nNice.\n')], 'open');
});

test('who speaks below it answers, or of it all', () => {
  check([other(`> ${QUESTION}\n\nThe store, because the cache is shared.\n`)], 'answered');
  check([other('The store should, because the cache is shared by all of them.\n')], 'answered');
});
