import { expect, test } from 'vitest';
import { type Mail, type Said, statusesOf } from '@/lib/design/status/test-statuses.ts';

const WAY = 'We could keep a bitmap of dirty pages in struct walk_state, so the walker skips clean ranges.';

type Answer = readonly [by: string, ...moves: (readonly [kind: Said['kind'], words: string])[]];

/** Whether a way that bob named below a posting of ann is adopted by her next version, which does it. */
function check(answers: readonly Answer[], isTaken: boolean, way = WAY): void {
  const v1: Mail = { subject: '[PATCH] tree: be quick', by: 'ann', body: 'Go once.\n', patchId: 'p1' };
  const named: Mail = { subject: 'Re: x', by: 'bob', cites: ['m0'], body: `${way}\n` };
  const replies = answers.map(
    ([by, ...moves]): Mail => ({
      ...{ subject: 'Re: x', by, cites: ['m0', 'm1'] },
      body: `> ${way}\n\n${moves.map(([, words]) => words).join(' ')}\n`,
    }),
  );
  const v2: Mail = {
    ...{ subject: '[PATCH v2] tree: be quick', by: 'ann', patchId: 'p2' },
    body: 'Keep a bitmap of dirty pages in struct walk_state.\nThe walker skips clean ranges with it.\n',
  };
  const said: readonly Said[] = [
    { kind: 'proposal', mail: 1, words: way },
    ...answers.flatMap(([, ...moves], index) =>
      moves.map(([kind, words]): Said => ({ kind, mail: index + 2, words, to: [0] })),
    ),
  ];
  const [status] = statusesOf([v1, named, ...replies, v2], said);
  const taken = `adopted taken-up m${replies.length + 2}`;
  if (isTaken) expect(status).toBe(taken);
  else expect(status).not.toBe(taken);
}

const GOOD = ['ann', ['endorsement', 'Yes, that is what I want.']] as const;

test('what the author agreed to and the next version does is adopted', () => {
  check([GOOD], true);
  check([['ann', ['action', 'I will do that.']]], true);
  check([['cat', ['endorsement', 'That would be the right way.']]], true);
  check([], false);
});

test('what somebody has against it is in the way, unless he takes it all the same', () => {
  const against = ['objection', 'That bitmap is as large as the tree itself.'] as const;
  check([GOOD, ['cat', against]], false);
  check([GOOD, ['cat', against], ['cat', ['endorsement', 'Right, it is small.']]], true);
  check(
    [
      ['cat', against],
      ['ann', ['decision', 'So be it: we go for the bitmap.']],
    ],
    true,
  );
  check([['cat', against], GOOD], false);
  // Yes, but.
  check([['ann', GOOD[1], against]], false);
  check([['ann', ['action', 'I will do that.'], ['objection', 'Not under that name.']]], true);
});

test('who proposed it and found that it does not work has it taken back', () =>
  check([GOOD, ['bob', ['objection', 'I built it and it loses pages.']]], false));

test('nobody agrees with himself, and a look at it is no promise', () => {
  check([['bob', ['action', 'I move that to the other thread.']]], false);
  check([['bob', ['decision', 'We go for the bitmap.']]], false);
  check([['ann', ['action', 'I will take a closer look at that.']]], false);
  check([['cat', ['action', 'I can find time in May.']]], false);
});

test('what is for another time or place is not adopted now', () => {
  check([['cat', ['decision', 'Let us do that as a separate patch on top.']]], false);
  check([GOOD], false, WAY.replace('We could', 'Eventually we should'));
});
