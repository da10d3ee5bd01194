import { expect, test } from 'vitest';
import { type ItemKind, itemId, type Move } from '@/lib/design/item.ts';
import { asMeant } from '@/lib/design/moves/as-meant.ts';
import { asksOpinion } from '@/lib/design/moves/asks-opinion.ts';
import type { MessageId } from '@/lib/mail/email.ts';

function check(words: string, expected: boolean): void {
  expect(asksOpinion(words)).toBe(expected);
}

test('what people think is no question of a design', () => {
  check('Any comments on the driver before I respin?', true);
  check('What do you think?', true);
  check('Would something like that be acceptable? I can work on it.', true);
  check('Does that make sense to you?', true);
  check('Would this make sense to have for each mount as well?', false);
  check('What do you think? If handles work here, why does the mount need a lock?', false);
  check('Any idea why the lock is taken twice?', false);
  check('Does this work for a store without handles, or does it need a lock?', false);
  check('Any suggestions on how to avoid the double lock?', false);
  check('Any thoughts on whether the mount needs a lock?', false);
  check('Any suggestions for a better name?', false);
  check('Any objections to dropping the flag?', false);
  check('Any objection if the test comes later?', false);
  check('Any thoughts about the list vs. the tree?', false);
  check('What do you think about moving the lock?', false);
  check('What do you think about this?', true);
  check('What do you all think of the series so far?', true);
  check('Any thoughts on this?', true);
  check('Any comments about how this looks?', true);
  check('Any objections to this?', true);
  check('What do you think the lock protects here, if not the list of handles that each mount keeps?', false);
});

function meant(words: string, expected: ItemKind): void {
  const span = { messageId: 'm0' as MessageId, start: 0, end: words.length };
  const move: Move = {
    ...{ id: itemId('proposal', span), kind: 'proposal', span, by: { name: 'Ann', email: 'ann@x' }, at: 0 },
    ...{ confidence: 1, certain: true, blocking: false, origin: null, owner: null, reasons: [] },
  };
  const { kind, id } = asMeant(move, words);
  expect(kind).toBe(expected);
  expect(id).toBe(itemId(expected, span));
}

test('a doubt and a vote against it propose nothing', () => {
  meant('I wonder if this is the right\nlayer.', 'objection');
  meant("I'm not sure whether this is worth it.", 'objection');
  meant("I'm -1 on this as proposed. Checkers look at the name.", 'objection');
  meant('-1, a recipe in the documentation is enough.', 'objection');
  meant(
    'I wonder if this is the right layer, or if we could do it in the store; that knows the handles.',
    'proposal',
  );
  meant('I wonder if we could keep one handle per mount.', 'proposal');
  meant('Return -1 when the store is full.', 'proposal');
  meant("I'm not sure it's worth adding a flag for this.", 'objection');
});

test('another way beside a doubt is proposed, and -1 is a value', () => {
  for (const words of [
    'I wonder if this is the right layer, or if we could do it in the store.',
    "I'm not sure this is the right place, maybe do it in the store.",
    "I wonder if it's worth adding a helper for this.",
    'I wonder whether it is enough to take the lock once.',
    '-1 should be an error: return -EINVAL.',
    '-1, 0 and 1 are all it may return.',
    '-1: use the default of the mount.',
  ]) {
    meant(words, 'proposal');
  }
});
