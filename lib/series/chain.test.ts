import { describe, expect, it } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { deriveArchive } from '@/lib/series/derive.ts';
import { type Row, testArchive } from '@/lib/series/test-archive.ts';

/** One line a link: `earlier > later` for a version, `earlier ~ later` for an approach, `?` behind a suggestion. */
function check(rows: readonly Row[], expected: readonly string[]): void {
  const { links } = deriveArchive(testArchive(rows));
  const lines = links.map(
    ({ earlier, later, relation, holds }) =>
      `${earlier} ${relation === 'supersedes' ? '>' : '~'} ${later}${holds ? '' : '?'}`,
  );
  expect(lines).toEqual(expected);
}

/** A cover of this name with patches, each `title patch-id`; `at` is the number of its mail. */
function series(name: string, patches: readonly string[], version = '', at = 0, by = 'ann'): readonly Row[] {
  const total = patches.length;
  return [
    { subject: `[PATCH ${version}0/${total}] ${name}`, by },
    ...patches.map((patch, index) => {
      const [, title = '', patchId = ''] = /^(.*) (\S+)$/.exec(patch) ?? [];
      return { subject: `[PATCH ${version}${index + 1}/${total}] ${title}`, by, cites: [`m${at}`], patchId };
    }),
  ];
}

/** A cover in answer to the first mail. */
function below(row: Row): Row {
  return row.subject.includes(' 0/') ? { ...row, cites: ['m0'] } : row;
}

const YEAR = 365 * 24 * 60;

describe('linkChains', () => {
  it('hangs each version on the one before', () =>
    check(
      [
        { subject: '[PATCH] x' },
        { subject: '[PATCH v2] x' },
        { subject: '[PATCH v3] x', names: ['v2 m1', 'v1 m0'] },
      ],
      ['m0 > m1', 'm1 > m2'],
    ));
  it('lets an RFC become a patch', () =>
    check([{ subject: '[RFC PATCH v2] x' }, { subject: '[PATCH] x' }], ['m0 > m1']));
  it('takes the next number in a thread for the next version, whatever its name', () => {
    check([{ subject: '[PATCH 0/2] x' }, { subject: '[PATCH v2 0/3] y', cites: ['m0'] }], ['m0 > m1']);
    check([{ subject: '[PATCH 0/2] x' }, { subject: '[PATCH v2] y', cites: ['m0'] }], []);
    // A single patch that grew into a series, but no fix sent on the way.
    check([{ subject: '[PATCH] x' }, { subject: '[PATCH v2 0/3] y', cites: ['m0'] }], ['m0 > m1']);
    check(
      [
        { subject: '[PATCH 0/2] x' },
        { subject: '[PATCH] z', cites: ['m0'] },
        { subject: '[PATCH v2 0/3] y', cites: ['m0'] },
      ],
      ['m0 > m2'],
    );
    check([{ subject: '[PATCH 0/2] x' }, { subject: '[PATCH v2 0/3] y' }], []);
    check([{ subject: '[PATCH 0/2] x' }, { subject: '[PATCH v2 0/3] y', cites: ['m0'], by: 'bob' }], []);
    check(
      [
        { subject: '[PATCH 0/2] x' },
        { subject: '[PATCH 0/2] y', cites: ['m0'] },
        { subject: '[PATCH v2 0/2] x', cites: ['m0'] },
      ],
      ['m0 > m2'],
    );
  });
  it('says no less of a next number because the diff is the old one', () =>
    check(
      [
        { subject: '[PATCH] x', patchId: 'p' },
        { subject: '[PATCH v2] y', cites: ['m0'], patchId: 'p' },
        { subject: '[PATCH v3] z', cites: ['m0'], patchId: 'p' },
      ],
      ['m0 > m1', 'm1 > m2'],
    ));
  it('counts on from an RFC that its author calls v1', () => {
    check([{ subject: '[RFC PATCH] x' }, { subject: '[PATCH v2] y', names: ['v1 m0'] }], ['m0 > m1']);
    check([{ subject: '[RFC PATCH] x' }, { subject: '[PATCH] y', names: ['rfc m0'] }], ['m0 ~ m1']);
  });
  it('hangs what its author says it replaces on it, and ends the state of that', () => {
    const says = { facts: { signals: [{ kind: 'replaces' as const, start: 0, end: 9 }] } };
    const old = { subject: '[PATCH 0/2] x' };
    const stateOf = (rows: readonly Row[]): string => {
      const reason = deriveArchive(testArchive(rows)).series[0]?.reason;
      return `${reason?.state} ${reason?.rule} ${reason?.because.messageId}`;
    };
    const named = [old, { subject: '[PATCH 0/3] y', names: ['replaces m0'] }];
    check(named, ['m0 ~ m1']);
    expect(stateOf(named)).toBe('superseded replaced m1');
    const inThread = [old, { subject: '[PATCH 0/3] y', cites: ['m0'], ...says }];
    check(inThread, ['m0 ~ m1']);
    expect(stateOf(inThread)).toBe('superseded replaced m1');
    const again = [{ subject: '[PATCH] x' }, { subject: '[PATCH] x', ...says }];
    check(again, ['m0 > m1']);
    expect(stateOf(again)).toBe('superseded newer-version m1');
    // Equal patches under another name are the next version.
    check(
      [
        { subject: '[PATCH 1/1] x', patchId: 'p1' },
        { subject: '[PATCH 1/1] y', patchId: 'p1', ...says },
      ],
      ['m0 > m1'],
    );
    check([old, { subject: '[PATCH 0/3] y', ...says }], []);
    check([old, { subject: '[PATCH 0/3] y', by: 'bob', names: ['replaces m0'] }], []);
    expect(stateOf([old, { subject: '[PATCH 0/3] y', cites: ['m0'] }])).toBe('new no-answer m0');
  });
  it('follows a change-id through a new name', () =>
    check(
      [
        { subject: '[PATCH] x', changeId: 'c1' },
        { subject: '[PATCH v2] y', changeId: 'c1' },
      ],
      ['m0 > m1'],
    ));
  it('only suggests what a stranger says of a series', () => {
    for (const said of [{ changeId: 'c1' }, { names: ['supersedes m0'] }]) {
      check(
        [
          { subject: '[PATCH] x', changeId: 'c1' },
          { subject: '[PATCH] y', by: 'mallory', ...said },
        ],
        ['m0 > m1?'],
      );
    }
    const all = { subject: '[PATCH v2] x', changeId: 'c1', names: ['supersedes m0'] };
    check(
      [{ subject: '[PATCH] x', changeId: 'c1' }, { ...all, by: 'mallory' }, all],
      ['m0 > m1?', 'm0 > m2'],
    );
  });
  it('follows a series to somebody who sends on what its author signed off', () => {
    const later = { subject: '[PATCH v2] y', by: 'bob', names: ['supersedes m0'], changeId: 'c1' };
    const takenOver = (name: string, value: string): readonly Row[] => [
      { subject: '[PATCH] x', changeId: 'c1' },
      { ...later, trailers: [{ name, value }] },
    ];
    check(takenOver('Signed-off-by', 'Ann <Ann@example.org>'), ['m0 > m1']);
    check(takenOver('Co-developed-by', 'Ann <ann@example.org>'), ['m0 > m1']);
    check(takenOver('Reviewed-by', 'Ann <ann@example.org>'), ['m0 > m1?']);
    check(takenOver('Signed-off-by', 'Bob <bob@example.org>'), ['m0 > m1?']);
  });
  it('believes who takes a series over what he names as its version before', () => {
    const later = { subject: '[PATCH v2] y', by: 'bob', names: ['v1 m0'] };
    const trailers = [{ name: 'Signed-off-by', value: 'Ann <ann@example.org>' }];
    check([{ subject: '[PATCH] x' }, { ...later, trailers }], ['m0 > m1']);
    check([{ subject: '[PATCH] x' }, later], []);
  });
  it('takes no sign-off in an answer for one of the patch', () =>
    check(
      [
        { subject: '[PATCH] x', changeId: 'c1' },
        { subject: '[PATCH v2] y', by: 'bob', changeId: 'c1' },
        {
          subject: 'Re: [PATCH v2] y',
          by: 'bob',
          cites: ['m1'],
          trailers: [{ name: 'Signed-off-by', value: 'Ann <ann@example.org>' }],
        },
      ],
      ['m0 > m1?'],
    ));
  it('wants the sign-off on as many patches as were taken over', () =>
    check(
      [
        { subject: '[PATCH 1/2] a' },
        { subject: '[PATCH 2/2] b', cites: ['m0'] },
        ...[1, 2, 3].map((n) => ({
          subject: `[PATCH v2 ${n}/3] z${n}`,
          by: 'mallory',
          cites: n === 1 ? [] : ['m2'],
          names: n === 1 ? ['supersedes m0'] : [],
        })),
      ],
      ['m0 > m2?'],
    ));
  it('believes whoever sent a part of the series before', () =>
    check(
      [
        { subject: '[PATCH 0/2] a' },
        { subject: '[PATCH 1/2] a', cites: ['m0'] },
        { subject: '[PATCH 2/2] b', by: 'bob', cites: ['m0'] },
        { subject: '[PATCH v2] c', by: 'bob', names: ['supersedes m0'] },
      ],
      ['m0 > m3'],
    ));
  it('takes the author\u2019s word for a version under another name', () =>
    check([{ subject: '[PATCH] x' }, { subject: '[PATCH v4] y', names: ['v1: m0'] }], ['m0 > m1']));
  it('takes `previous` for the version before only where the version goes on', () => {
    check([{ subject: '[PATCH] x' }, { subject: '[PATCH v2] y', names: ['previous m0'] }], ['m0 > m1']);
    check([{ subject: '[PATCH v2] x' }, { subject: '[PATCH v2] y', names: ['previous m0'] }], []);
    check([{ subject: '[PATCH RFC] x' }, { subject: '[PATCH] y', names: ['last m0'] }], ['m0 ~ m1']);
    check([{ subject: '[PATCH] x' }, { subject: '[PATCH v2] y', by: 'bob', names: ['prior m0'] }], []);
  });
  it('calls a retitled restart another approach', () =>
    check([{ subject: '[PATCH RFC] x' }, { subject: '[PATCH] y', names: ['rfc: m0'] }], ['m0 ~ m1']));
  it('hangs only the first version on the approach before', () =>
    check(
      [
        { subject: '[PATCH RFC] x' },
        { subject: '[PATCH] y', names: ['rfc m0'] },
        { subject: '[PATCH v2] y', names: ['v1 m1', 'rfc m0'] },
      ],
      ['m0 ~ m1', 'm1 > m2'],
    ));
  it('makes nothing of a bare reference', () =>
    check([{ subject: '[PATCH] x' }, { subject: '[PATCH] y', names: ['- m0'] }], []));
  it('makes nothing of a stranger\u2019s reference', () =>
    check([{ subject: '[PATCH] x' }, { subject: '[PATCH] y', by: 'bob', names: ['v1 m0'] }], []));
  it('believes a Supersedes line', () =>
    check([{ subject: '[PATCH] x' }, { subject: '[PATCH v2] y', names: ['supersedes m0'] }], ['m0 > m1']));
  it('suggests a repost of one version', () =>
    check([{ subject: '[PATCH] x' }, { subject: '[PATCH] x' }], ['m0 > m1?']));
  it('takes what answers it in its thread for the next version, though it says no number', () => {
    const first = series('fs: x', ['a p1', 'b p2']);
    const again = (change: Partial<Row>): readonly Row[] =>
      series('fs: x', ['a p3', 'b p4'], '', 4).map((row, n) => (n === 0 ? { ...row, ...change } : row));
    const words: Row = { subject: 'Re: [PATCH 0/2] fs: x', by: 'bob', cites: ['m0'] };
    const asked: Row = { ...words, facts: { signals: [{ kind: 'change-asked', start: 0, end: 4 }] } };
    check([...first, asked, ...again({ cites: ['m0'] })], ['m0 > m4']);
    check([...first, words, ...again({ cites: ['m0'] })], ['m0 > m4?']);
    check([...first, asked, ...again({})], ['m0 > m4?']);
    check([...first, asked, ...series('fs: x', ['c p3', 'd p4'], '', 4).map(below)], ['m0 > m4?']);
  });
  it('suggests what only shares a telling name', () =>
    check(
      [
        { subject: '[PATCH] x: a name of many words' },
        { subject: '[PATCH v2] x: a name of many words', by: 'bob' },
      ],
      ['m0 > m1?'],
    ));
  it('makes nothing of a name that everybody uses', () =>
    check([{ subject: '[PATCH] misc fixes' }, { subject: '[PATCH v2] misc fixes', by: 'bob' }], []));
  it('links equal patches under another name', () =>
    check(
      [
        { subject: '[PATCH 1/2] a', patchId: 'p1' },
        { subject: '[PATCH 2/2] b', cites: ['m0'], patchId: 'p2' },
        { subject: '[PATCH v2 1/2] z', patchId: 'p1' },
        { subject: '[PATCH v2 2/2] b', cites: ['m2'], patchId: 'p3' },
      ],
      ['m0 > m2'],
    ));
  it('takes the same diffs for the next version, whatever all of it is called', () => {
    const two = series('x', ['a p1', 'b p2', 'c p3']);
    check([...two, ...series('y', ['d p1', 'e p2', 'f p3'], 'v2 ', 4)], ['m0 > m4']);
    check(
      [
        { subject: '[PATCH] x', patchId: 'p' },
        { subject: '[PATCH v2] y', patchId: 'p' },
      ],
      ['m0 > m1'],
    );
    // A version that is not counted is a guess, and what another one sends may be what his needs.
    check([...two, ...series('y', ['d p1', 'e p2', 'f p3'], '', 4)], ['m0 > m4?']);
    check([...two, ...series('y', ['d p1', 'e p2', 'f p3'], 'v2 ', 4, 'bob')], []);
    check([...two, ...series('y', ['d p1', 'e p2', 'f p4'], 'v2 ', 4)], ['m0 > m4?']);
  });
  it('finds a patch again by its title where its diff was changed', () => {
    const [c, d] = ['fs: take the inode lock early', 'fs: flush what is dirty alone'];
    const first = series('x', ['a p1', 'b p2', `${c} p3`, `${d} p4`]);
    check([...first, ...series('y', ['e p1', 'f p5', `${c} p6`, `${d} p7`], 'v2 ', 5)], ['m0 > m5']);
    check([...first, ...series('y', ['e p8', 'f p5', `${c} p6`, `${d} p7`], 'v2 ', 5)], ['m0 > m5?']);
    check([...first, ...series('y', ['e p8', 'f p5', 'g p6', `${d} p7`], 'v2 ', 5)], []);
  });
  it('prefers the version of its own name to a series it needs', () =>
    check(
      [
        ...series('y', ['a p1', 'b p2', 'c p3', 'd p4'], '', 0),
        ...series('x', ['a p1', 'b p2', 'c p3'], '', 5),
        ...series('y', ['a p1', 'b p2', 'c p3', 'd p5'], 'v2 ', 9),
      ],
      ['m0 > m5?', 'm0 > m9'],
    ));
  it('forgets a name after a year', () =>
    check([{ subject: '[PATCH] x' }, { subject: '[PATCH v2] x', at: YEAR + 10 }], []));
  it('links a resend', () => check([{ subject: '[PATCH] x' }, { subject: '[PATCH RESEND] x' }], ['m0 > m1']));
  it('keeps a name of every week within bounds', () => {
    const rows = Array.from({ length: 2_000 }, () => ({ subject: '[PATCH] report' }));
    const startedAt = cpuMs();
    expect(deriveArchive(testArchive(rows)).links.length).toBeLessThanOrEqual(6_000);
    expect(cpuMs() - startedAt).toBeLessThan(5_000);
  });
});
