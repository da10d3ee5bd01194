import { expect, it } from 'vitest';
import { linkMoves } from '@/lib/design/links/link-moves.ts';
import { type MarkedRow, markedArchive } from '@/lib/design/links/test-marked-thread.ts';
import { groupOptions } from '@/lib/design/options/group-options.ts';
import { titleMoves } from '@/lib/design/titles/title-moves.ts';

function optionsOf(rows: readonly MarkedRow[]): readonly (readonly string[])[] {
  const { moves, threads, derived, words } = markedArchive(rows);
  const links = linkMoves(moves, threads, derived);
  const titles = titleMoves(moves, links, threads, derived);
  return groupOptions(moves, links, titles, threads, derived).map(({ id, mentions }) => {
    expect(mentions[0]).toBe(id);
    return mentions.map((mention) => words.get(mention) ?? '');
  });
}

/** The words of the mentions of each option; and every shorter archive gives the beginning of the same options. */
function check(rows: readonly MarkedRow[], expected: readonly (readonly string[])[]): void {
  const whole = optionsOf(rows);
  expect(whole).toEqual(expected);
  for (let length = 1; length < rows.length; length += 1) {
    const cut = optionsOf(rows.slice(0, length));
    expect(
      whole.slice(0, cut.length).map((mentions, index) => mentions.slice(0, cut[index]?.length)),
    ).toEqual(cut);
  }
}

const first = {
  subject: '[PATCH 1/1] store: keep a cache of handles',
  body: '{proposal|Keep a cache of handles.}\n',
};

it('takes the versions of a series for one option', () => {
  check(
    [
      first,
      { subject: '[PATCH v2 1/1] store: keep a cache of handles', body: '{proposal|Keep a small cache.}\n' },
    ],
    [['Keep a cache of handles.', 'Keep a small cache.']],
  );
});

it('takes what the mail of a posting goes on to tell for a part of it, and another way it names for none', () => {
  check(
    [
      {
        subject: '[PATCH 1/1] store: keep a cache of handles',
        body:
          '{proposal|Keep a cache of handles.} {proposal|The flag STORE_CACHED tells readers of it.}\n\n' +
          '{proposal|Another way would be to reopen the pool lazily at lookup.}\n',
      },
    ],
    [
      ['Keep a cache of handles.', 'The flag STORE_CACHED tells readers of it.'],
      ['Another way would be to reopen the pool lazily at lookup.'],
    ],
  );
});

it('takes another way for another option, and its repetition for the same', () => {
  check(
    [
      first,
      {
        subject: 'Re: [PATCH 1/1] store: keep a cache of handles',
        cites: ['m0'],
        by: 'bob',
        body: '> Keep a cache of handles.\n\n{proposal|Or reopen the handle_pool lazily at lookup.}\n',
      },
      {
        subject: 'Re: [PATCH 1/1] store: keep a cache of handles',
        cites: ['m0', 'm1'],
        by: 'eve',
        body:
          '> Or reopen the handle_pool lazily at lookup.\n\n' +
          '{proposal|Then reopen the handle_pool at lookup, and drop it at umount.}\n',
      },
    ],
    [
      ['Keep a cache of handles.'],
      [
        'Or reopen the handle_pool lazily at lookup.',
        'Then reopen the handle_pool at lookup, and drop it at umount.',
      ],
    ],
  );
});

it('never takes two ways of one list for the same', () => {
  const ways = [
    'Keep a list of stale handles in a file of its own.',
    'Keep a flag of stale handles in a file of its own.',
  ];
  const body = ways.map((way) => `{proposal|${way}}\n`).join('\n');
  const { moves, threads, derived } = markedArchive([{ subject: 'stale handles', body }]);
  const grouped = (listed: boolean): number => {
    const listedWay = listed ? ({ listedWay: true } as const) : {};
    const own = moves.map((move) => ({ ...move, ...listedWay }));
    return groupOptions(own, new Map(), new Map(), threads, derived).length;
  };
  expect([grouped(false), grouped(true)]).toEqual([1, 2]);
});

it('keeps the designs of unrelated threads apart', () => {
  check(
    [
      { subject: 'handles', body: '{proposal|Keep a cache of open handles in the store.}\n' },
      {
        subject: 'other handles',
        by: 'bob',
        body: '{proposal|Keep a cache of open handles in the store.}\n',
      },
    ],
    [['Keep a cache of open handles in the store.'], ['Keep a cache of open handles in the store.']],
  );
});

it('takes what a posting says of itself for a part of it, whatever its words', () => {
  check(
    [
      {
        subject: '[PATCH 1/1] store: keep a cache of handles',
        body:
          '{proposal|Keep a cache of handles.} ' +
          '{proposal|This series teaches the store to keep them, so that a later mount could take them.}\n',
      },
    ],
    [
      [
        'Keep a cache of handles.',
        'This series teaches the store to keep them, so that a later mount could take them.',
      ],
    ],
  );
});

it('takes what somebody proposes instead of what he objects to for another way', () => {
  const way = 'We could let each reader keep a few handles in a small private cache.';
  const objects = {
    ...{ subject: 'Re: store: keep a cache of handles', by: 'bob', cites: ['m0'] },
    body:
      '> Keep a cache of handles.\n\n' +
      `{objection|I do not think that a cache of handles should be kept.}\n\n{proposal|${way}}\n`,
  };
  check([first, objects], [['Keep a cache of handles.'], [way]]);
});

it('takes what is to be done with the way just named for the same way', () => {
  const way = 'Another way would be to reopen the pool lazily at lookup.';
  const goesOn = 'I would take it as a first step if people want something for old releases.';
  const other = 'Or we could do it once per mount.';
  const mail = (between: string, last: string): MarkedRow => ({
    subject: '[PATCH 1/1] store: keep a cache of handles',
    body: `{proposal|Keep a cache of handles.}\n\n{proposal|${way}}${between}{proposal|${last}}\n`,
  });
  check([mail(' This needs no flag. ', goesOn)], [['Keep a cache of handles.'], [way, goesOn]]);
  check([mail('\n\n', goesOn)], [['Keep a cache of handles.'], [way], [goesOn]]);
  check([mail(' ', other)], [['Keep a cache of handles.'], [way], [other]]);
});
