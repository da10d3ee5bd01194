import { expect, it } from 'vitest';
import { type ItemKind, itemId, type Move } from '@/lib/design/item.ts';
import { asMeant } from '@/lib/design/moves/as-meant.ts';
import { MEANINGS } from '@/lib/design/moves/meanings.ts';
import type { MessageId } from '@/lib/mail/email.ts';

/** What a move of these words, which the model took for an action (or for another kind), is, and whose. */
function meant(words: string, as: ItemKind = 'action'): readonly [ItemKind, string | null] {
  const span = { messageId: 'm0' as MessageId, start: 0, end: words.length };
  const move: Move = {
    id: itemId(as, span),
    kind: as,
    span,
    by: { name: 'Ann', email: 'ann@x' },
    at: 0,
    confidence: 0.5,
    certain: false,
    blocking: false,
    origin: as === 'action' ? 'commitment' : null,
    owner: as === 'action' ? 'Ann' : null,
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

it.each([
  'will melt small servers',
  'But this will also break the readers of the store.',
  'Also, this hunk breaks old scripts.',
])('promises nothing: %j', (words) => expect(meant(words)).toEqual(['objection', null]));

it.each(['Will fix.', 'It will be fixed in v2.', 'This LGTM, but please name the flag.'])(
  'stays what is to be done: %j',
  (words) => expect(meant(words)).toEqual(['action', 'Ann']),
);

it.each([
  ["I'd hate to make readers wait for the index.", 'objection'],
  ["I'd be hesitant to take another flag without a test.", 'objection'],
  ['I would be strongly in favor of not doing this one.', 'objection'],
  ["That'd work for me, if both go in early.", 'endorsement'],
  ['I can live with the split text.', 'endorsement'],
  ['I can live with that, but please name the flag.', 'proposal'],
  ['I support it only if it is off by default.', 'objection'],
  ['I would keep it in a file of its own.', 'proposal'],
] as const)('goes by what who speaks thinks of it: %j is an %s', (words, kind) =>
  expect(meant(words, 'proposal')).toEqual([kind, null]),
);

it.each([
  ['LGTM, pushed now.', 'endorsement', 'decision'],
  ['Yep. The second reader waits there as well.', 'objection', 'endorsement'],
  ['Yes, but the second reader waits there as well.', 'objection', 'objection'],
  ['Thanks, pushed as r12-345 with another name.', 'action', 'decision'],
  ["OK, then let's go forward with the second list.", 'endorsement', 'decision'],
  ['Pushed now to my branch.', 'action', 'action'],
  ["Let's go forward with it later.", 'action', 'action'],
  ['What about a middle way: one list with two heads?', 'question', 'proposal'],
  ['What about a simpler approach?', 'question', 'proposal'],
  ['What about an open handle?', 'question', 'question'],
] as const)('is what it says that is settled or could be: %j, a %s, is a %s', (words, as, kind) =>
  expect(meant(words, as)[0]).toBe(kind),
);

it('takes an offer for what it is: work that who speaks will do', () => {
  expect(meant('Happy to review, and I know where to look.', 'proposal')).toEqual(['action', 'Ann']);
  expect(meant('I can live with that, but please name the flag.')).toEqual(['action', 'Ann']);
  expect(meant('I can live with the split text.')).toEqual(['endorsement', null]);
});

it('takes who admits his mistake for one who agrees', () => {
  expect(meant('No, I think it was me misreading the old code.', 'objection')).toEqual(['endorsement', null]);
  expect(meant('Sorry, that was my mistake.', 'objection')).toEqual(['endorsement', null]);
  expect(meant('It was me who added the lock, and it is needed.', 'objection')).toEqual(['objection', null]);
});

it.each(MEANINGS.flatMap((meaning) => meaning.from.map((kind) => [meaning.example, kind, meaning] as const)))(
  'has an example of each meaning: %j taken for a %s',
  (example, kind, meaning) => {
    const small = example.toLowerCase();
    const fits = MEANINGS.filter(({ from, words }) => from.includes(kind) && words.test(small));
    expect(fits).toEqual([meaning]);
    expect(meant(example, kind)).toEqual([meaning.to, meaning.to === 'action' ? 'Ann' : null]);
  },
);

it.each([
  ['I have read the draft and support publication.', 'action', 'endorsement'],
  ["We've reviewed version 3 of it, and strongly support adoption.", 'proposal', 'endorsement'],
  ['I do not support publication until section 2 says so.', 'action', 'objection'],
  ['Speaking for the council: fine with us.', 'proposal', 'endorsement'],
  ['I have read the draft, please support IPv6 in it.', 'action', 'action'],
  ['We support the draft format of the old tool, so keep it.', 'objection', 'objection'],
] as const)('knows the words in which documents are called for: %j, a %s, is an %s', (words, as, kind) =>
  expect(meant(words, as)[0]).toBe(kind),
);
