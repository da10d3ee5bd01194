import { expect, test } from 'vitest';
import type { MessageId } from '@/lib/mail/email.ts';
import {
  carryTrailers,
  type EarlierTag,
  proveTrailers,
  traceTags,
} from '@/lib/series/review/trailer-provenance.ts';

const from = (name: string) => ({ name, email: `${name.toLowerCase()}@example.org` });
const tag = (name: string): string => `Reviewed-by: ${name} <${name.toLowerCase()}@example.org>\n`;
const id = (text: string): MessageId => text as MessageId;

test('where trailers come from', () => {
  const patches = [
    {
      n: 1,
      messageId: id('p1'),
      from: from('Ann'),
      body: `Why.\n\n${tag('Bob')}${tag('Eve')}---\n`,
      patchId: 'x',
    },
    { n: 2, messageId: id('p2'), from: from('Ann'), body: 'Why.\n', patchId: 'y' },
  ];
  const replies = [
    { messageId: id('r1'), from: from('Bob'), on: id('p1'), body: tag('Bob') },
    { messageId: id('r2'), from: from('Mal'), on: id('p2'), body: tag('Linus') },
    { messageId: id('r3'), from: from('Dan'), on: id('c'), body: tag('Dan') },
  ];
  const proven = proveTrailers(patches, id('c'), replies);
  const drawn = (messageId: string): readonly string[] =>
    (proven[patches.findIndex((patch) => patch.messageId === id(messageId))] ?? []).map(
      ({ value, from: by, given, match }) => `${value.split(' ')[0]} ${by} ${given} ${match}`,
    );
  expect(drawn('p1')).toEqual([
    'Bob r1 on-patch address',
    'Dan r3 on-cover address',
    'Eve p1 in-patch relayed',
  ]);
  expect(drawn('p2')).toEqual(['Linus r2 on-patch mismatch', 'Dan r3 on-cover address']);

  const title = 'x';
  const later = [
    { patchId: 'y', title: 'other', trailers: [] },
    { patchId: 'z', title: 'other', trailers: [] },
    {
      patchId: null,
      title,
      trailers: (proven[0] ?? []).filter(({ match }) => match === 'relayed'),
    },
  ];
  const earlier = patches.map(({ patchId }, index) => ({
    patchId,
    title: 'y',
    trailers: proven[index] ?? [],
  }));
  const draw = (lists: ReturnType<typeof carryTrailers>): unknown =>
    lists.map((list) => list.map(({ value, given, match }) => `${value.split(' ')[0]} ${given} ${match}`));
  expect(draw(carryTrailers(earlier, later))).toEqual([
    ['Linus carried mismatch', 'Dan carried address'],
    [],
    ['Eve in-patch relayed'],
  ]);
  const relayed = proveTrailers(
    [
      {
        ...patches[0],
        messageId: id('q1'),
        body: `Why.

${tag('Bob')}---
`,
      } as never,
    ],
    null,
    [],
  );
  const relaying = [{ patchId: 'new', title: 'Y', trailers: relayed[0] ?? [] }];
  expect(draw(carryTrailers(earlier, relaying))).toEqual([['Bob collected address']]);
});

test('a tag counts for the patches that its words say', () => {
  const patches = [1, 2, 3].map((n) => ({
    n,
    messageId: id(`p${n}`),
    from: from('Ann'),
    body: 'Why.\n',
    patchId: null,
  }));
  const given = (on: string, body: string): readonly string[] => {
    const proven = proveTrailers(patches, id('c'), [
      { messageId: id('r'), from: from('Bob'), on: id(on), body },
    ]);
    return proven.flatMap((tags, index) => (tags.length > 0 ? [patches[index]?.messageId ?? ''] : []));
  };
  expect(given('c', tag('Bob'))).toEqual(['p1', 'p2', 'p3']);
  expect(given('c', `For patches 1-2:\n\n${tag('Bob')}`)).toEqual(['p1', 'p2']);
  expect(given('p1', `For patches 2 and 3:\n${tag('Bob')}`)).toEqual(['p2', 'p3']);
  expect(given('p1', `For the whole series:\n${tag('Bob')}`)).toEqual(['p1', 'p2', 'p3']);
  expect(given('p1', `Series:\n${tag('Bob')}`)).toEqual(['p1', 'p2', 'p3']);
  expect(given('p1', `On the series,\n\n${tag('Bob')}`)).toEqual(['p1', 'p2', 'p3']);
  expect(given('p1', `I like how it is done in the\nseries.\n\n${tag('Bob')}`)).toEqual(['p1']);
  expect(given('p1', `Nice series, this:\n${tag('Bob')}`)).toEqual(['p1']);
  expect(given('p1', `On the series I have no view:\n${tag('Bob')}`)).toEqual(['p1']);
  expect(given('p1', tag('Bob'))).toEqual(['p1']);
});

test('a tag that b4 added once is traced through all versions after', () => {
  const relayed = (...values: readonly string[]): ReturnType<typeof proveTrailers>[number] =>
    values.map((value) => ({
      name: 'Reviewed-by',
      value,
      from: id('p3'),
      sender: from('Ann'),
      given: 'in-patch',
      match: 'relayed',
    }));
  const given = (title: string, patchId: string | null, value: string, by: string): EarlierTag => ({
    title,
    patchId,
    name: 'Reviewed-by',
    value,
    from: id('r1'),
    sender: from(by),
  });
  const check = (tags: readonly EarlierTag[], value: string, expected: string): void => {
    const [found] = traceTags([{ patchId: 'x', title: 'xfs: a', trailers: relayed(value) }], tags).flat();
    expect(`${found?.from} ${found?.given} ${found?.match}`).toBe(expected);
  };
  const bob = 'Bob <bob@example.org>';
  check([given('XFS: a', null, bob, 'Bob')], `${bob} # v1, on arm64`, 'r1 collected address');
  check([given('xfs: b', 'x', bob, 'Bob')], bob, 'r1 collected address');
  check([given('xfs: a', null, bob, 'Mal')], bob, 'r1 collected mismatch');
  check([given('xfs: b', 'y', bob, 'Bob')], bob, 'p3 in-patch relayed');
  check([given('xfs: a', null, 'Eve <eve@example.org>', 'Eve')], bob, 'p3 in-patch relayed');
  const [equal] = traceTags([{ patchId: 'x', title: 'xfs: a', trailers: [] }], [given('b', 'x', bob, 'Bob')]);
  expect(equal?.map(({ from: by, given: how }) => `${by} ${how}`)).toEqual(['r1 carried']);
  expect(traceTags([{ patchId: 'y', title: 'b', trailers: [] }], [given('b', 'x', bob, 'Bob')])).toEqual([
    [],
  ]);
});
