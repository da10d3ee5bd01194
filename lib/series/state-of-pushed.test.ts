import { describe, expect, it } from 'vitest';
import type { Signal } from '@/lib/mail/facts.ts';
import type { Row } from '@/lib/series/test-archive.ts';
import { answer, ONE, type Said, stateOf, TWO } from '@/lib/series/test-state.ts';

function check(rows: readonly Row[], said: readonly Said[], expected: string): void {
  expect(stateOf(rows, said)).toBe(expected);
}

describe('judgeState on lists whose authors push', () => {
  it('is accepted when its author posts it as committed', () => {
    check([{ subject: '[committed] x' }], [], 'accepted posted-as-applied m0 nobody');
    check([{ subject: '[PATCH, pushed] x' }], [['bob', 'm0', 'nak']], 'accepted posted-as-applied m0 nobody');
    const cover = [{ ...TWO[0], subject: '[COMMITTED 0/2] x' } as Row, ...TWO.slice(1)];
    check(cover, [], 'accepted posted-as-applied m0 nobody');
    const one = [
      { subject: '[PATCH 1/2] a' },
      { subject: '[PATCH, committed 2/2] b', cites: ['m0'] },
    ] satisfies readonly Row[];
    check(one, [], 'new no-answer m0 reviewers');
    check([{ subject: '[PATCH] committed x' }], [], 'new no-answer m0 reviewers');
  });
  it('is followed by what its author posts as committed', () => {
    check(
      [{ subject: '[PATCH v2] x' }, { subject: '[committed] x' }],
      [],
      'superseded newer-version m1 nobody',
    );
    check([{ subject: '[PATCH v2] x' }, { subject: '[PATCH] x' }], [], 'new no-answer m0 reviewers');
  });
  it('is for the author to push when reviewers approve of every patch', () => {
    const say = (by: string, to: string, signal: Partial<Signal>): Row => ({
      ...answer([by, to, 'words']),
      facts: { signals: [{ kind: 'looks-good', start: 3, end: 9, ...signal }] },
    });
    const ok = { approves: true } as const;
    check([...ONE, say('bob', 'm0', ok)], [], 'reviewed every-patch-approved m1 author');
    check([...ONE, say('bob', 'm0', {})], [], 'under-review answered m1 reviewers');
    check([...ONE, say('ann', 'm0', ok)], [], 'new no-answer m0 reviewers');
    check([...TWO, say('bob', 'm0', ok)], [], 'reviewed every-patch-approved m3 author');
    check([...TWO, say('bob', 'm1', ok)], [], 'under-review answered m3 reviewers');
    check(
      [...TWO, say('bob', 'm1', ok)],
      [['cat', 'm2', 'review']],
      'reviewed every-patch-approved m4 author',
    );
    const pushed = answer(['ann', 'm1', 'applied']);
    check([...ONE, say('bob', 'm0', ok), pushed], [], 'accepted applied-by-author m2 nobody');
    check([...ONE, say('bob', 'm0', {}), pushed], [], 'under-review answered m1 reviewers');
    // An objection that follows, also by the one who approved.
    for (const by of ['cat', 'bob']) {
      const objected: readonly Said[] = [[by, 'm0', 'change-asked']];
      check([...ONE, say('bob', 'm0', ok)], objected, 'changes-requested change-asked m2 author');
    }
    // What was asked for before is settled by it.
    const asked = answer(['bob', 'm0', 'change-asked']);
    check([...ONE, asked, say('bob', 'm0', ok)], [], 'reviewed every-patch-approved m2 author');
  });
  it('is accepted when who keeps the tree answers his own mail, or calls it the series', () => {
    check(ONE, [['ann', 'm0', 'applied']], 'accepted applied-by-author m1 nobody');
    check(TWO, [['ann', 'm0', 'applied']], 'accepted applied-by-author m3 nobody');
    const said: readonly Said[] = [
      ['ann', 'm0', 'words'],
      ['ann', 'm1', 'applied'],
    ];
    check(ONE, said, 'accepted applied-by-author m2 nobody');
    check(
      TWO,
      [
        ['bob', 'm1', 'words'],
        ['ann', 'm3', 'applied'],
      ],
      'under-review answered m3 reviewers',
    );
    const tagged: readonly Said[] = [
      ['bob', 'm0', 'review'],
      ['ann', 'm1', 'applied'],
    ];
    check(ONE, tagged, 'accepted applied-by-author m2 nobody');
    const asks = answer(['bob', 'm0', 'change-asked']);
    const both: Row = { ...asks, trailers: [{ name: 'Reviewed-by', value: 'Bob <bob@example.org>' }] };
    check([...ONE, both], [['ann', 'm1', 'applied']], 'reviewed every-patch-reviewed m1 maintainer');
    const series: Row = {
      ...answer(['ann', 'm3', 'words']),
      facts: { signals: [{ kind: 'applied', start: 3, end: 9, patches: [[0, 999]], ofSeries: true }] },
    };
    check([...TWO, answer(['bob', 'm1', 'words']), series], [], 'accepted applied-by-author m4 nobody');
  });
  it('is for the author to push when somebody signs it, as on lists of the BSDs', () => {
    const ok = (by: string, value: string): Row => ({
      ...answer([by, 'm0', 'words']),
      trailers: [{ name: 'ok', value }],
    });
    const pushed = answer(['ann', 'm1', 'applied']);
    check([...ONE, ok('bob', 'bob@example.org')], [], 'reviewed every-patch-approved m1 author');
    check([...ONE, ok('bob', 'bob@example.org'), pushed], [], 'accepted applied-by-author m2 nobody');
    check([...ONE, ok('ann', 'ann@example.org')], [], 'new no-answer m0 reviewers');
  });
  it('takes praise and a bare OK for an approval where the posting asks for one', () => {
    const asks: readonly Row[] = [
      { subject: '[PATCH] x', facts: { signals: [{ kind: 'asks-approval', start: 0, end: 9 }] } },
    ];
    const approved = 'reviewed every-patch-approved m1 author';
    check(asks, [['bob', 'm0', 'agreed']], approved);
    check(asks, [['bob', 'm0', 'looks-good']], approved);
    check(ONE, [['bob', 'm0', 'agreed']], 'under-review answered m1 author');
    // `OK.` further down answers something else.
    check(
      asks,
      [
        ['bob', 'm0', 'words'],
        ['ann', 'm1', 'words'],
        ['bob', 'm2', 'agreed'],
      ],
      'under-review answered m1 author',
    );
  });
});
