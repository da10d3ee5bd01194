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

function meant(words: string, expected: ItemKind, kind: ItemKind = 'proposal'): Move {
  const span = { messageId: 'm0' as MessageId, start: 0, end: words.length };
  const origin = kind === 'action' ? ('request' as const) : null;
  const move: Move = {
    ...{ id: itemId(kind, span), kind, span, by: { name: 'Ann', email: 'ann@x' }, at: 0 },
    ...{ confidence: 1, certain: true, blocking: false, origin, owner: null, reasons: [] },
  };
  const found = asMeant(move, words);
  expect(found.kind).toBe(expected);
  expect(found.id).toBe(itemId(expected, span));
  return found;
}

test('who says that it cannot go in refuses it', () => {
  for (const words of [
    'So patch 3 cannot go in like this: the mount needs the same care.',
    "This shouldn't be merged as it is.",
    'The series must not be queued before the test is there.',
    "Patches 2 and 3 can't go in yet.",
  ]) {
    expect(meant(words, 'objection').blocking).toBe(true);
  }
  meant('It should not be merged with the list of the mount.', 'proposal');
  meant("Shouldn't this go in store_open()?", 'proposal');
  meant('The flag cannot go into the store, so keep it in the mount.', 'proposal');
});

test('what was taken with a change, and what people agreed on, is settled', () => {
  for (const kind of ['action', 'proposal', 'endorsement'] as const) {
    expect(meant('Applied with a spelling fix ("lokc").', 'decision', kind).origin).toBe(null);
    meant('Thanks, pushed with the comment reworded.', 'decision', kind);
    meant('So the rough consensus is to keep one list per mount.', 'decision', kind);
    meant('I think the consensus was that the flag goes.', 'decision', kind);
  }
  meant('Applied with care this would work.', 'proposal', 'proposal');
  meant('We should find a consensus on the flag first.', 'action', 'action');
  meant('There is no consensus on the flag.', 'objection', 'objection');
  meant('If the consensus is to keep it, I can rename it.', 'proposal', 'proposal');
});

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
