import { expect, it } from 'vitest';
import { type ItemKind, itemId, type Move } from '@/lib/design/item.ts';
import { asMeant } from '@/lib/design/moves/as-meant.ts';
import type { MessageId } from '@/lib/mail/email.ts';

/** What a move of these words, which the model took for an action, is: its kind and whose it is. */
function meant(words: string): readonly [ItemKind, string | null] {
  const span = { messageId: 'm0' as MessageId, start: 0, end: words.length };
  const move: Move = {
    id: itemId('action', span),
    kind: 'action',
    span,
    by: { name: 'Ann', email: 'ann@x' },
    at: 0,
    confidence: 0.5,
    certain: false,
    blocking: false,
    origin: 'commitment',
    owner: 'Ann',
    reasons: [],
  };
  const { kind, owner, id } = asMeant(move, words);
  expect(id).toBe(itemId(kind, span));
  return [kind, owner];
}

it.each(['Comment nit aside, this LGTM.', 'Otherwise, the rest looks good to me.', 'Looks fine now!'])(
  'asks nobody for anything: %j',
  (words) => expect(meant(words)).toEqual(['endorsement', null]),
);

it.each(['will melt small servers', 'But this will also break the readers of the store.'])(
  'promises nothing: %j',
  (words) => expect(meant(words)).toEqual(['objection', null]),
);

it.each(['Will fix.', 'It will be fixed in v2.', 'This LGTM, but please name the flag.'])(
  'stays what is to be done: %j',
  (words) => expect(meant(words)).toEqual(['action', 'Ann']),
);
