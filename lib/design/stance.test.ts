import { expect, test } from 'vitest';
import { type Item, type ItemId, type ItemKind, itemId, type StatusEvent } from '@/lib/design/item.ts';
import { indexItems } from '@/lib/design/item-index.ts';
import { stancesOn } from '@/lib/design/stance.ts';
import { headsOf } from '@/lib/design/state.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import { deriveArchive } from '@/lib/series/derive.ts';
import { testArchive } from '@/lib/series/test-archive.ts';

function item(
  kind: ItemKind,
  by: string,
  at: number,
  to: readonly Item[] = [],
  status: Item['status'] = null,
  rule = 'author-answered',
): Item {
  const span = { messageId: `m${at}` as MessageId, start: 0, end: 4 };
  const event: StatusEvent = {
    at: at + 5,
    status: status ?? 'open',
    rule,
    because: { ...span, series: null },
  };
  return {
    ...{ id: itemId(kind, span), kind, span, at, by: { name: by, email: `${by}@example.org` } },
    ...{ confidence: 1, certain: true, blocking: false, origin: null, owner: null, reasons: [], title: '' },
    targets: to.map(({ id }) => ({ id: id as ItemId, relation: 'supports' })),
    ...{ status, events: status === null ? [] : [event], option: null },
  };
}

/** `name side` of each row. */
function check(
  items: readonly Item[],
  expected: readonly string[],
  subjects: Parameters<typeof testArchive>[0] = [],
): void {
  const [first] = items;
  const { series } = deriveArchive(testArchive(subjects));
  const rows = stancesOn(
    first === undefined ? [] : [first],
    indexItems(items),
    series,
    headsOf(items, series),
  );
  expect(rows.map(({ person, side, trailer }) => [person.name, side, trailer].join(' ').trim())).toEqual(
    expected,
  );
}

const proposal = item('proposal', 'ann', 0, [], 'open');

test('who proposes and endorses is for it, who objects against, the others are silent', () => {
  const objection = item('objection', 'cat', 2, [proposal], 'open');
  check(
    [proposal, item('endorsement', 'bob', 1, [proposal]), objection, item('question', 'dan', 3, [], 'open')],
    ['ann for', 'bob for', 'cat against', 'dan silent'],
  );
  check(
    [proposal, objection, item('endorsement', 'eve', 3, [objection])],
    ['ann for', 'cat against', 'eve against'],
  );
});

test('who lists ways to choose from is for the one that he prefers alone', () => {
  const way = (n: number): Item => {
    const span = { messageId: 'm0' as MessageId, start: n * 10, end: n * 10 + 4 };
    return { ...proposal, id: itemId('proposal', span), span, option: itemId('proposal', span) };
  };
  const preferring = (to: Item): Item => ({ ...item('endorsement', 'ann', 0, [to]), by: proposal.by });
  check([way(1), way(2), way(3), preferring(way(3))], ['ann silent']);
  check([way(1), way(2), way(3), preferring(way(1))], ['ann for']);
  check([way(1), way(2), preferring(way(2))], ['ann silent']);
  // A long answer with several thoughts is no list.
  check([way(1), way(2), way(3)], ['ann for']);
});

test('the last word counts, and an objection that was met is none', () => {
  const objection = item('objection', 'bob', 1, [proposal], 'open');
  check([proposal, objection, item('endorsement', 'bob', 4, [proposal])], ['ann for', 'bob for']);
  check([proposal, item('objection', 'bob', 1, [proposal], 'resolved')], ['ann for', 'bob silent']);
});

test('an idea that is given up in answer to an objection has not won its author over, a posting is mended', () => {
  const conceded = item('objection', 'bob', 1, [proposal], 'resolved', 'addressee-answered');
  check([proposal, conceded], ['ann for', 'bob against']);
  const later = item('objection', 'bob', 2, [proposal], 'resolved');
  check([proposal, conceded, later], ['ann for', 'bob against']);
  check([proposal, conceded, item('endorsement', 'bob', 9, [proposal])], ['ann for', 'bob for']);
  check([proposal, conceded], ['ann for', 'bob silent'], [{ subject: '[PATCH] x', by: 'ann' }]);
  // What a patch of several proposes is mended as well.
  const second = item('proposal', 'ann', 2, [], 'open');
  check(
    [second, item('objection', 'bob', 3, [second], 'resolved', 'addressee-answered')],
    ['ann for', 'bob silent'],
    [
      { subject: '[PATCH 0/2] x', by: 'ann' },
      { subject: '[PATCH 1/2] y', by: 'ann', cites: ['m0'] },
      { subject: '[PATCH 2/2] z', by: 'ann', cites: ['m0'] },
    ],
  );
});

test('an objection that is left keeps its author against it, whatever became of the others', () => {
  check(
    [
      proposal,
      item('objection', 'bob', 1, [proposal], 'answered'),
      item('objection', 'bob', 2, [proposal], 'resolved'),
    ],
    ['ann for', 'bob against'],
  );
});

test('what is said against it by who proposes it is a caveat, unless it came to nothing', () => {
  const caveat = item('objection', 'ann', 0, [proposal], 'open');
  check([proposal, caveat], ['ann for']);
  check([proposal, item('objection', 'ann', 1, [proposal], 'open')], ['ann for']);
  const rejected = item('proposal', 'ann', 0, [], 'rejected');
  check([rejected, item('objection', 'ann', 1, [rejected], 'open')], ['ann against']);
});

test('who admits what is wrong with his own way is not against it', () => {
  const objection = item('objection', 'bob', 1, [proposal], 'resolved');
  check([proposal, objection, item('endorsement', 'ann', 2, [objection])], ['ann for', 'bob silent']);
});

test('who is for and against it in one mail stands where the surer move has him', () => {
  const objection = item('objection', 'bob', 3, [proposal], 'open');
  const endorsement = item('endorsement', 'bob', 3, [proposal]);
  check([proposal, objection, { ...endorsement, confidence: 0.4 }], ['ann for', 'bob against']);
  check([proposal, endorsement, { ...objection, confidence: 0.4 }], ['ann for', 'bob for']);
  check(
    [proposal, objection, { ...item('endorsement', 'bob', 4, [proposal]), confidence: 0.4 }],
    ['ann for', 'bob for'],
  );
});

test('a tag on the series stands for what it proposes', () => {
  const reviewed = { name: 'Reviewed-by', value: 'bob <bob@example.org>' };
  check(
    [proposal],
    ['ann for', 'bob for Reviewed-by'],
    [
      { subject: '[PATCH] x', by: 'ann' },
      { subject: 'Re: [PATCH] x', by: 'bob', cites: ['m0'], trailers: [reviewed] },
    ],
  );
});

test('a tag on the series does not stand for another way that its cover names', () => {
  const span = { messageId: 'm0' as MessageId, start: 10, end: 20 };
  const other = { ...proposal, id: itemId('proposal', span), span };
  const tags = [{ name: 'Acked-by', value: 'bob <bob@example.org>' }];
  const { series } = deriveArchive(
    testArchive([
      { subject: '[PATCH] x', by: 'ann' },
      { subject: 'Re: [PATCH] x', by: 'bob', cites: ['m0'], trailers: tags },
    ]),
  );
  const items = [proposal, other];
  const sidesOf = (mention: Item): readonly string[] =>
    stancesOn([mention], indexItems(items), series, headsOf(items, series)).map(({ person }) => person.name);
  expect(sidesOf(proposal)).toEqual(['ann', 'bob']);
  expect(sidesOf(other)).toEqual(['ann']);
});

test('praise of one patch takes back nothing that was said against another one of the same version', () => {
  const series = [
    { subject: '[PATCH 0/2] x', by: 'ann' },
    { subject: '[PATCH 1/2] x: one', by: 'ann', cites: ['m0'] },
    { subject: '[PATCH 2/2] x: two', by: 'ann', cites: ['m0'] },
    { subject: 'Re: [PATCH 2/2] x: two', by: 'bob', cites: ['m0', 'm2'] },
  ];
  const objection = item('objection', 'bob', 3, [proposal], 'open');
  const tags = [{ name: 'Reviewed-by', value: 'bob <bob@example.org>' }];
  const tagged = (
    n: number,
    cites: readonly string[],
  ): (typeof series)[number] & { trailers: typeof tags } => ({
    subject: `Re: [PATCH ${n}/2] x`,
    by: 'bob',
    cites: [...cites],
    trailers: tags,
  });
  check([proposal, objection], ['ann for', 'bob against'], [...series, tagged(1, ['m0', 'm1'])]);
  check([proposal, objection], ['ann for', 'bob for Reviewed-by'], [...series, tagged(2, ['m0', 'm2'])]);
  check([proposal, objection], ['ann for', 'bob for Reviewed-by'], [...series, tagged(0, ['m0'])]);
});

test('a tag on the series that it was adopted in stands for it, too', () => {
  const [event] = item('proposal', 'ann', 0, [], 'adopted').events;
  if (event === undefined) throw new Error('it was adopted');
  const because = { ...event.because, series: 'm1' as MessageId };
  const adopted = { ...item('proposal', 'ann', 50, [], 'adopted'), events: [{ ...event, because }] };
  const tags = [{ name: 'Acked-by', value: 'bob <bob@example.org>' }];
  check(
    [adopted, item('objection', 'bob', 0, [adopted], 'answered')],
    ['bob for Acked-by', 'ann for'],
    [
      { subject: 'other', by: 'dan' },
      { subject: '[PATCH v2] x', by: 'ann' },
      { subject: 'Re: [PATCH v2] x', by: 'bob', cites: ['m1'], trailers: tags },
    ],
  );
});

test('who applied it is for it, whatever he had against it before', () => {
  const applied = { kind: 'applied', start: 0, end: 16 } as const;
  const [event] = item('proposal', 'ann', 0, [], 'adopted').events;
  if (event === undefined) throw new Error('it was adopted');
  const because = { ...event.because, series: 'm1' as MessageId };
  const adopted = { ...item('proposal', 'ann', 0, [], 'adopted'), events: [{ ...event, because }] };
  check(
    [adopted, item('objection', 'bob', 0, [adopted], 'answered')],
    ['ann for', 'bob for'],
    [
      { subject: 'other', by: 'dan' },
      { subject: '[PATCH v2] x', by: 'ann' },
      { subject: 'Re: [PATCH v2] x', by: 'bob', cites: ['m1'], facts: { signals: [applied] } },
    ],
  );
});

test('a tag on a version after the one it was adopted in is a later word than a NAK', () => {
  const [event] = item('proposal', 'ann', 0, [], 'adopted').events;
  if (event === undefined) throw new Error('it was adopted');
  const because = { ...event.because, series: 'm0' as MessageId };
  const adopted = { ...item('proposal', 'ann', 50, [], 'adopted'), events: [{ ...event, because }] };
  const tags = [{ name: 'Reviewed-by', value: 'bob <bob@example.org>' }];
  const nak = { kind: 'nak', start: 0, end: 3 } as const;
  check(
    [adopted],
    ['ann for', 'bob for Reviewed-by'],
    [
      { subject: '[PATCH] x', by: 'ann' },
      { subject: 'Re: [PATCH] x', by: 'bob', cites: ['m0'], facts: { signals: [nak] } },
      { subject: '[PATCH v2] x', by: 'ann' },
      { subject: 'Re: [PATCH v2] x', by: 'bob', cites: ['m2'], trailers: tags },
    ],
  );
});

test('who objected first is not for it because he meets what another one has against it', () => {
  const objection = item('objection', 'bob', 1, [proposal], 'open');
  const worry = item('objection', 'cat', 2, [proposal], 'open');
  check(
    [proposal, objection, worry, item('objection', 'bob', 3, [worry], 'open')],
    ['ann for', 'bob against', 'cat against'],
  );
  check(
    [proposal, worry, item('objection', 'bob', 3, [worry], 'open')],
    ['ann for', 'cat against', 'bob for'],
  );
  // A defence that was read as an objection to what it defends.
  const defence = item('objection', 'bob', 3, [proposal], 'open');
  check(
    [proposal, worry, defence, item('objection', 'bob', 4, [worry], 'open')],
    ['ann for', 'cat against', 'bob for'],
  );
});

test('who warns of his own way did not object first', () => {
  const caveat = item('objection', 'ann', 1, [proposal], 'open');
  const objection = item('objection', 'bob', 2, [proposal], 'open');
  const worry = item('objection', 'cat', 3, [proposal], 'open');
  check(
    [proposal, caveat, objection, worry, item('objection', 'bob', 4, [worry], 'open')],
    ['ann for', 'bob against', 'cat against'],
  );
});

test('who takes back what he proposed is silent, not against it', () => {
  check([item('proposal', 'ann', 0, [], 'withdrawn')], ['ann silent']);
});
