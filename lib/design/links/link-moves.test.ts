import { expect, it } from 'vitest';
import { linkMoves } from '@/lib/design/links/link-moves.ts';
import { type MarkedRow, markedArchive } from '@/lib/design/links/test-marked-thread.ts';

/** `words -> relation words` for the likeliest target of each marked move; a shorter archive gives the same links. */
function check(rows: readonly MarkedRow[], expected: readonly string[]): void {
  const { moves, threads, derived, words } = markedArchive(rows);
  const links = linkMoves(moves, threads, derived);
  const found = [...links].flatMap(([id, targets]) =>
    targets.slice(0, 1).map((target) => `${words.get(id)} -> ${target.relation} ${words.get(target.id)}`),
  );
  expect(found).toEqual(expected);
  for (let length = 1; length < rows.length; length += 1) {
    const cut = markedArchive(rows.slice(0, length));
    for (const [id, targets] of linkMoves(cut.moves, cut.threads, cut.derived))
      expect(links.get(id)).toEqual(targets);
  }
}

const THE_SERIES = 'This series keeps a cache of open handles per directory.';
const OTHER_WAY = 'Alternatively the handle_pool could be shared by all mounts.';

const cover: MarkedRow = {
  subject: '[PATCH 0/2] store: keep a cache of open handles',
  diffstat: true,
  body:
    '{proposal|This series keeps a cache of open handles per directory.}\n\n' +
    '{proposal|Alternatively the handle_pool could be shared by all mounts.}\n\n store.c | 4 ++--\n',
};

it('links an answer to the move quoted above it', () => {
  check(
    [
      cover,
      {
        subject: 'Re: [PATCH 0/2] store: keep a cache of open handles',
        cites: ['m0'],
        by: 'bob',
        body:
          '> Alternatively the handle_pool could be shared by all mounts.\n\n' +
          '{objection|That takes one lock for every open and will not scale.}\n',
      },
    ],
    [
      `${OTHER_WAY} -> alternative-to ${THE_SERIES}`,
      `That takes one lock for every open and will not scale. -> attacks ${OTHER_WAY}`,
    ],
  );
});

it('links an answer to the series when it quotes no move', () => {
  check(
    [
      {
        ...cover,
        body: '{proposal|This series keeps a cache of open handles per directory.}\n\n store.c | 4 ++--\n',
      },
      {
        subject: 'Re: [PATCH 0/2] store: keep a cache of open handles',
        cites: ['m0'],
        by: 'bob',
        body: '{question|Which workload opens the same handle twice?}\n',
      },
    ],
    [
      'Which workload opens the same handle twice? -> about This series keeps a cache of open handles per directory.',
    ],
  );
});

it('links what a version proposes to what the version before it proposed', () => {
  check(
    [
      {
        subject: '[PATCH 1/1] store: keep a cache of handles',
        body: '{proposal|Keep a cache of handles.}\n',
      },
      { subject: '[PATCH v2 1/1] store: keep a cache of handles', body: '{proposal|Keep a small cache.}\n' },
    ],
    ['Keep a small cache. -> supersedes Keep a cache of handles.'],
  );
});

it('replaces what the version before it proposed also when its words would have refined that', () => {
  check(
    [
      {
        subject: '[PATCH] store: keep handles',
        body: '{proposal|Keep a cache of the handles in the store.}\n',
      },
      {
        subject: '[PATCH v2] store: keep handles',
        cites: ['m0'],
        body: '{proposal|This keeps a small cache of the handles in the store.}\n',
      },
    ],
    [
      'This keeps a small cache of the handles in the store. -> supersedes Keep a cache of the handles in the store.',
    ],
  );
});

it('links nothing to what comes later', () => {
  check(
    [
      {
        subject: 'handles are slow',
        body: '{question|Which handles?}\n\n{objection|They are not slow here.}',
      },
    ],
    [],
  );
});

it('takes a proposal that goes on with another way for another way, too', () => {
  check(
    [
      cover,
      {
        subject: 'Re: [PATCH 0/2] store: keep a cache of open handles',
        cites: ['m0'],
        by: 'bob',
        body:
          '> Alternatively the handle_pool could be shared by all mounts.\n\n' +
          '{proposal|Why not rather give the handle_pool to each superblock?}\n\n' +
          '{proposal|If it is not there, all mounts could share the handle_pool of the root.}\n',
      },
    ],
    [
      `${OTHER_WAY} -> alternative-to ${THE_SERIES}`,
      `Why not rather give the handle_pool to each superblock? -> alternative-to ${OTHER_WAY}`,
      `If it is not there, all mounts could share the handle_pool of the root. -> alternative-to ${OTHER_WAY}`,
    ],
  );
});

const POOL = 'Why not give the handle_pool to each superblock?';

it('takes a case of a way for a part of that way, when both name something in common', () => {
  const check = (second: string, expected: boolean): void => {
    const { moves, threads, derived, words } = markedArchive([
      cover,
      {
        subject: 'Re: [PATCH 0/2] store: keep a cache of open handles',
        cites: ['m0'],
        by: 'bob',
        body: `> ${THE_SERIES}\n\n{proposal|${POOL}}\n\n{proposal|${second}}\n`,
      },
    ]);
    const links = [...linkMoves(moves, threads, derived)].find(([id]) => words.get(id) === second)?.[1];
    const isPart = links?.some(({ id, relation }) => relation === 'refines' && words.get(id) === POOL);
    expect(isPart).toBe(expected);
  };
  check('If there is no superblock yet, we could wait for the first mount.', true);
  check('If you want no lock, the directory could be read once.', false);
});

it('takes what would be bad otherwise for no objection to what was just praised', () => {
  check(
    [
      cover,
      {
        subject: 'Re: [PATCH 0/2] store: keep a cache of open handles',
        cites: ['m0'],
        by: 'bob',
        body:
          `> ${THE_SERIES}\n> \n> ${OTHER_WAY}\n\n` +
          '{endorsement|I think that is the better way}, ' +
          '{objection|otherwise the cache of open handles per directory grows.}\n',
      },
    ],
    [
      `${OTHER_WAY} -> alternative-to ${THE_SERIES}`,
      `I think that is the better way -> supports ${OTHER_WAY}`,
      `otherwise the cache of open handles per directory grows. -> attacks ${THE_SERIES}`,
    ],
  );
});

it('takes plain praise below a patch for no praise of what somebody else proposed beside it', () =>
  check(
    [
      { subject: '[PATCH 0/2] grep: expand the index lazily', body: 'It expands all of it.\n' },
      { subject: '[PATCH 1/2] index: add expand_to()', cites: ['m0'], body: 'Add expand_to().\n' },
      { subject: '[PATCH 2/2] grep: expand the index to the paths', cites: ['m0'], body: 'Expand it.\n' },
      {
        ...{ subject: 'Re: [PATCH 1/2] index: add expand_to()', cites: ['m0', 'm1'], by: 'bob' },
        body: '> Add expand_to().\n\n{proposal|Another way would be to have the iterator expand trees.}\n',
      },
      {
        ...{ subject: 'Re: [PATCH 2/2] grep: expand the index to the paths', cites: ['m0', 'm2'], by: 'cat' },
        body: '> Expand it.\n\n{endorsement|Looks good to me. Thanks for working on this.}\n',
      },
    ],
    [],
  ));

it('decides on nothing that who is agreed with spoke against', () => {
  const subject = 'Re: [PATCH 0/2] store: keep a cache of open handles';
  const { moves, threads, derived, words } = markedArchive([
    cover,
    {
      ...{ subject, cites: ['m0'], by: 'bob' },
      body:
        '> This series keeps a cache of open handles per directory.\n\n' +
        '{proposal|Maybe we can make the cache opt-in for now and relax it later?}\n',
    },
    {
      ...{ subject, cites: ['m0', 'm1'], by: 'cat' },
      body:
        '> Maybe we can make the cache opt-in for now and relax it later?\n\n' +
        "{objection|Please don't. The handle_pool has the very same problem and is always on.}\n",
    },
    {
      ...{ subject, cites: ['m0', 'm1', 'm2'], by: 'dan' },
      body:
        "> Please don't. The handle_pool has the very same problem and is always on.\n\n" +
        "{endorsement|I agree with Cat.} {decision|Let's keep it on and just document it.}\n",
    },
  ]);
  const links = linkMoves(moves, threads, derived);
  const decided = moves
    .filter(({ kind }) => kind === 'decision')
    .flatMap(({ id }) => links.get(id) ?? [])
    .map(({ id }) => words.get(id));
  expect(decided).toContain(THE_SERIES);
  expect(decided).not.toContain('Maybe we can make the cache opt-in for now and relax it later?');
});
