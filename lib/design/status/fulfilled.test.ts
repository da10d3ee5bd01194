import { expect, test } from 'vitest';
import { commitmentsOf } from '@/lib/design/status/commitments.ts';
import { fulfilledBy, WAYS } from '@/lib/design/status/fulfilled.ts';
import { findHeirs } from '@/lib/design/status/heirs.ts';
import { buildScene } from '@/lib/design/status/scene.ts';
import { type Mail, stage } from '@/lib/design/status/test-statuses.ts';

const COVER: Mail = { subject: '[PATCH 0/1] store: locks', by: 'ann', body: 'Move the lock.\n' };
const PATCH: Mail = {
  ...{ subject: '[PATCH 1/1] store: lock', by: 'ann', cites: ['m0'], diff: true, patchId: 'p1' },
  body: 'Take the lock in the store.\n---\n f.c | 1 +\n',
};
const ANSWER: Mail = {
  ...{ subject: 'Re: x', by: 'bob', cites: ['m0', 'm1'] },
  body: '> Take the lock in the store.\n\nThis takes it twice, as far as I can see.\n',
};
/** What Bob posts in answer to his promise, which is m2. */
const POSTED: Mail = {
  ...{ subject: '[PATCH v3] cache: the lock', by: 'bob', cites: ['m0', 'm2'], diff: true, patchId: 'p9' },
  body: 'Let the cache take the lock.\n---\n g.c | 1 +\n',
};
/** The same as a thread of its own that names a mail of the discussion. */
const NAMES_IT: Mail = {
  ...POSTED,
  subject: '[PATCH] cache: drain it before mounts',
  cites: [],
  names: ['- m0'],
};
const A_TEST: Mail = { ...NAMES_IT, subject: '[PATCH] fstests: drain the cache' };

/** The ways in which one more mail keeps a promise that Bob gave in answer to the cover. */
function waysOf(words: string, later: Mail): readonly string[] {
  const promise: Mail = { subject: 'Re: x', by: 'bob', cites: ['m0'], body: `${words}\n` };
  const mails = [COVER, PATCH, promise, later];
  const { threads, derived, moves } = stage(mails, [{ kind: 'action', mail: 2, words }]);
  const scene = buildScene(threads, derived);
  const heirs = findHeirs(derived.series, scene);
  const ways = commitmentsOf(moves, heirs, scene, derived.series).flatMap((commitment) =>
    WAYS.filter(({ keptBy }) => keptBy(commitment, scene) !== null),
  );
  expect(fulfilledBy(moves, heirs, scene, derived.series)).toHaveLength(ways.length > 0 ? 1 : 0);
  return ways.map(({ name }) => name);
}

/** By the name of each way: promises, and the mail that keeps them so and in no other way. */
const KEPT: Readonly<Record<string, { readonly promises: readonly string[]; readonly by: Mail }>> = {
  'answers a patch': {
    promises: [
      "I'll reply to the individual patches soon.",
      'I will comment on each patch later.',
      "I'll go through the patches in detail tomorrow.",
    ],
    by: ANSWER,
  },
  'posts the next version': {
    promises: [
      'I will fix this and send out a revised patch.',
      "I'll respin tomorrow.",
      'I will send a v3.',
      "I'll drop that hunk in v3.",
      "I'll rename that in the next version.",
      "I didn't see that and will drop it in v3.",
    ],
    by: POSTED,
  },
  'posts a test': {
    promises: ['I will write an fstest for that.', 'I can send a reproducer next week.'],
    by: A_TEST,
  },
  'posts what shares its words': {
    promises: ['I will send a patch that drains the cache before mounts.'],
    by: NAMES_IT,
  },
};

test('each way in which a promise is kept has an example of its own', () => {
  expect(Object.keys(KEPT)).toEqual(WAYS.map(({ name }) => name));
  for (const [name, { promises, by }] of Object.entries(KEPT)) {
    for (const words of promises) expect([words, waysOf(words, by)]).toEqual([words, [name]]);
  }
});

test('nobody else keeps it', () => {
  for (const { promises, by } of Object.values(KEPT)) {
    for (const words of promises) expect([words, waysOf(words, { ...by, by: 'eve' })]).toEqual([words, []]);
  }
});

test('what is something else, or belongs elsewhere, keeps nothing', () => {
  const check = (words: string, later: Mail): void =>
    expect([words, waysOf(words, later)]).toEqual([words, []]);
  check("I'll reply to the individual patches soon.", { ...ANSWER, cites: ['m0'] });
  check("I'll send the patches soon.", ANSWER);
  check('I will send a v4.', POSTED);
  check('I will drop that hunk in v4.', POSTED);
  check('I will drop what v3 has for it.', POSTED);
  check('I will drop that hunk in another patch.', POSTED);
  check('I will drop that hunk in later series.', POSTED);
  check('I will drop that hunk, but not in v3.', POSTED);
  check('I will not drop that hunk in v3.', POSTED);
  check("I won't drop that hunk in v3.", POSTED);
  check('I will send a revised patch.', { ...POSTED, cites: [] });
  check('I will write an fstest for that.', NAMES_IT);
  check('I will send a patch that drains the cache before mounts.', A_TEST);
  check('I will send a patch that drains the cache before mounts.', { ...NAMES_IT, names: [] });
  check('I will send a patch that counts the readers of handles.', NAMES_IT);
});
