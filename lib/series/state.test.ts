import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import type { Signal } from '@/lib/mail/facts.ts';
import type { PatchRange } from '@/lib/mail/signals/patch-numbers.ts';
import type { Trailer } from '@/lib/mail/trailers.ts';
import { deriveArchive } from '@/lib/series/derive.ts';
import { type Row, testArchive } from '@/lib/series/test-archive.ts';
import { answer, ONE, type Said, stateOf, TWO } from '@/lib/series/test-state.ts';

function check(rows: readonly Row[], said: readonly Said[], expected: string): void {
  expect(stateOf(rows, said)).toBe(expected);
}

describe('judgeState', () => {
  it('takes thanks below one patch for all when their list has all', () => {
    const thanks = (last: number): Row => ({
      ...answer(['bob', 'm1', 'words']),
      facts: { signals: [{ kind: 'applied', start: 3, end: 9, patches: [[1, last]] }] },
    });
    check([...TWO, thanks(2)], [], 'accepted applied m3 nobody');
    check([...TWO, thanks(1)], [], 'under-review applied-in-part m3 author');
  });

  it('takes thanks for a subset that lists none for no whole', () => {
    const thanks = (to: string): Row => ({
      ...answer(['bob', to, 'applied']),
      subject: 'Re: (subset) [PATCH 0/2] x',
    });
    check([...TWO, thanks('m0')], [], 'under-review applied-in-part m3 author');
    check(TWO.slice(1), [], 'new no-answer m0 reviewers');
  });
  it('takes what is said of the series for all, below whichever patch', () => {
    const all: Row = {
      ...answer(['bob', 'm1', 'words']),
      facts: { signals: [{ kind: 'applied', start: 3, end: 9, patches: [[0, 999]] }] },
    };
    check([...TWO, all], [], 'accepted applied m3 nobody');
  });

  it('is new until a person other than the author writes', () => {
    check(TWO, [], 'new no-answer m0 reviewers');
    check(TWO, [['ann', 'm0', 'words']], 'new no-answer m0 reviewers');
    check(TWO, [['testbot', 'm0', 'words']], 'new no-answer m0 reviewers');
    check(TWO, [['bob', 'm1', 'words']], 'under-review answered m3 author');
  });
  it('gives the turn back with every answer', () => {
    check(
      TWO,
      [
        ['bob', 'm1', 'words'],
        ['ann', 'm3', 'words'],
      ],
      'under-review answered m3 reviewers',
    );
    check(TWO, [['bob', 'm1', 'looks-good']], 'under-review answered m3 reviewers');
    check(
      TWO,
      [
        ['bob', 'm1', 'words'],
        ['testbot', 'm1', 'words'],
      ],
      'under-review answered m3 author',
    );
  });
  it('wants every patch reviewed, by people, below the patch or the cover', () => {
    check(TWO, [['bob', 'm1', 'review']], 'under-review answered m3 reviewers');
    check(
      TWO,
      [
        ['bob', 'm1', 'review'],
        ['cat', 'm2', 'review'],
      ],
      'reviewed every-patch-reviewed m4 maintainer',
    );
    check(TWO, [['bob', 'm0', 'review']], 'reviewed every-patch-reviewed m3 maintainer');
    check(TWO, [['testbot', 'm0', 'review']], 'new no-answer m0 reviewers');
    check(TWO, [['ann', 'm0', 'review']], 'new no-answer m0 reviewers');
  });
  it('takes reviews a patch carries from an earlier version', () => {
    const trailers: readonly Trailer[] = [{ name: 'Reviewed-by', value: 'Bob <bob@example.org>' }];
    check([{ subject: '[PATCH] x', trailers }], [], 'reviewed every-patch-reviewed m0 maintainer');
    const approved: readonly Trailer[] = [{ name: 'Approved-By', value: 'Bob <bob@example.org>' }];
    check([{ subject: '[PATCH] x', trailers: approved }], [], 'reviewed every-patch-reviewed m0 maintainer');
    const own: readonly Trailer[] = [{ name: 'Reviewed-by', value: 'Ann <ANN@example.org>' }];
    check([{ subject: '[PATCH] x', trailers: own }], [], 'new no-answer m0 reviewers');
  });
  it('holds a request for change until its sender or the author settles it', () => {
    check(TWO, [['bob', 'm1', 'change-asked']], 'changes-requested change-asked m3 author');
    check(
      TWO,
      [
        ['bob', 'm1', 'change-asked'],
        ['ann', 'm3', 'words'],
      ],
      'under-review answered m3 reviewers',
    );
    check(
      TWO,
      [
        ['bob', 'm1', 'change-asked'],
        ['bob', 'm1', 'review'],
      ],
      'under-review answered m3 reviewers',
    );
    check(
      TWO,
      [
        ['bob', 'm1', 'change-asked'],
        ['bob', 'm2', 'review'],
      ],
      'changes-requested change-asked m3 author',
    );
    check(
      TWO,
      [
        ['bob', 'm1', 'change-asked'],
        ['cat', 'm0', 'review'],
      ],
      'changes-requested change-asked m3 author',
    );
    check(
      TWO,
      [
        ['bob', 'm1', 'change-asked'],
        ['bob', 'm0', 'looks-good'],
      ],
      'under-review answered m3 reviewers',
    );
    check(TWO, [['testbot', 'm1', 'change-asked']], 'new no-answer m0 reviewers');
  });
  it('waits on an author who promised, until all is reviewed or more is asked', () => {
    check(
      TWO,
      [
        ['bob', 'm1', 'change-asked'],
        ['ann', 'm3', 'respin-promised'],
      ],
      'waiting-on-author author-promised m4 author',
    );
    check(
      TWO,
      [
        ['ann', 'm0', 'respin-promised'],
        ['bob', 'm1', 'change-asked'],
      ],
      'changes-requested change-asked m4 author',
    );
    check(
      TWO,
      [
        ['ann', 'm0', 'respin-promised'],
        ['bob', 'm0', 'review'],
      ],
      'reviewed every-patch-reviewed m4 maintainer',
    );
    check(TWO, [['bob', 'm0', 'respin-promised']], 'under-review answered m3 author');
  });
  it('is accepted when another person or a robot says so of all of it', () => {
    check(TWO, [['bob', 'm0', 'applied']], 'accepted applied m3 nobody');
    check(TWO, [['patchbot', 'm0', 'applied']], 'accepted applied-by-robot m3 nobody');
    check(TWO, [['bob', 'm1', 'applied']], 'under-review applied-in-part m3 author');
    check(
      TWO,
      [
        ['bob', 'm1', 'applied'],
        ['bob', 'm2', 'applied'],
      ],
      'accepted applied m4 nobody',
    );
    check(ONE, [['bob', 'm0', 'applied']], 'accepted applied m1 nobody');
    // Of its author when he says into which tree.
    const inTree: Signal = { kind: 'applied', start: 3, end: 9, inTree: true };
    const named = { ...answer(['ann', 'm0', 'words']), facts: { signals: [inTree] } };
    check([...TWO, named], [], 'accepted applied-by-author m3 nobody');
  });
  it('lets the first patch stand for a cover that was never sent', () => {
    const rows = [{ subject: '[PATCH 1/2] a' }, { subject: '[PATCH 2/2] b', cites: ['m0'] }];
    check(rows, [['bob', 'm0', 'applied']], 'accepted applied m2 nobody');
    check(rows, [['bob', 'm1', 'applied']], 'under-review applied-in-part m2 author');
  });
  it('tells a part that was applied, by number or patch by patch, from the whole', () => {
    const part = (by: string, to: string, patches: readonly PatchRange[]): Row => ({
      ...answer([by, to, 'words']),
      facts: { signals: [{ kind: 'applied-in-part', start: 1, end: 2, patches }], robot: null },
    });
    const reviewed: Row = answer(['cat', 'm0', 'review']);
    const first = part('bob', 'm0', [[1, 1]]);
    check([...TWO, reviewed, first], [], 'under-review applied-in-part m4 author');
    check([...TWO, reviewed, part('ann', 'm0', [[1, 1]])], [], 'under-review applied-in-part m4 author');
    check([...TWO, reviewed, part('bob', 'm0', [[7, 9]])], [], 'reviewed every-patch-reviewed m3 maintainer');
    check([...TWO, part('bob', 'm0', [[1, 2]])], [], 'accepted applied m3 nobody');
    check([...TWO, first, part('bob', 'm1', [[2, 2]])], [], 'accepted applied m4 nobody');
    check([...TWO, first], [['bob', 'm2', 'applied']], 'accepted applied m4 nobody');
    const one = [{ ...TWO[1], cites: [] } as Row, { ...TWO[2], cites: ['m0'] } as Row];
    check([...one, answer(['bob', 'm0', 'applied'])], [], 'accepted applied m2 nobody');
    const signals = [{ kind: 'applied', start: 1, end: 2, ofOne: true }] as const;
    const thisOne: Row = { ...answer(['bob', 'm0', 'words']), facts: { signals } };
    check([...one, thisOne], [], 'under-review applied-in-part m2 author');
    check([...TWO, first], [['bob', 'm0', 'applied']], 'accepted applied m4 nobody');
    check([...TWO, first], [['cat', 'm2', 'change-asked']], 'changes-requested change-asked m4 author');
  });
  it('is superseded by its next version, unless it was taken after that', () => {
    const next: Row = { subject: '[PATCH v2] x', at: 20 };
    const early: Row = { ...answer(['bob', 'm0', 'applied']), at: 10 };
    const late: Row = { ...answer(['bob', 'm0', 'applied']), at: 30 };
    check([...ONE, next], [], 'superseded newer-version m1 nobody');
    check([...ONE, next, early], [], 'superseded newer-version m1 nobody');
    check([...ONE, next, late], [], 'accepted applied m2 nobody');
  });
  it('is rejected by a NAK of the whole that nobody took back', () => {
    check(TWO, [['bob', 'm0', 'nak']], 'rejected nak m3 author');
    check(ONE, [['bob', 'm0', 'nak']], 'rejected nak m1 author');
    check(TWO, [['bob', 'm1', 'nak']], 'changes-requested nak-of-one-patch m3 author');
    check(
      TWO,
      [
        ['bob', 'm0', 'nak'],
        ['ann', 'm3', 'words'],
      ],
      'rejected nak m3 author',
    );
    check(
      TWO,
      [
        ['bob', 'm0', 'nak'],
        ['cat', 'm0', 'looks-good'],
      ],
      'rejected nak m3 author',
    );
    check(
      TWO,
      [
        ['bob', 'm0', 'nak'],
        ['bob', 'm0', 'looks-good'],
      ],
      'under-review answered m3 reviewers',
    );
    check(
      TWO,
      [
        ['bob', 'm0', 'nak'],
        ['ann', 'm3', 'respin-promised'],
      ],
      'waiting-on-author author-promised m4 author',
    );
  });
  it('is withdrawn by its author alone', () => {
    check(TWO, [['ann', 'm0', 'withdrawn']], 'withdrawn author-withdrew m3 nobody');
    check(ONE, [['ann', 'm0', 'nak']], 'withdrawn author-withdrew m1 nobody');
    check(TWO, [['bob', 'm0', 'withdrawn']], 'under-review answered m3 author');
    check(TWO, [['ann', 'm1', 'withdrawn']], 'waiting-on-author author-promised m3 author');
  });
  it('points at the words, and says since when it is whose turn', () => {
    const { series } = deriveArchive(testArchive([...ONE, answer(['bob', 'm0', 'change-asked'])]));
    expect(series[0]?.reason).toEqual({
      state: 'changes-requested',
      rule: 'change-asked',
      because: { messageId: 'm1', start: 3, end: 9 },
      turn: 'author',
      turnSince: 120_000,
    });
  });
  it('does not depend on the order of arrival', () => {
    const kinds = [
      'nak',
      'change-asked',
      'applied',
      'respin-promised',
      'withdrawn',
      'looks-good',
      'review',
      'words',
    ] as const;
    const said = fc.tuple(
      fc.constantFrom('ann', 'bob', 'cat', 'testbot'),
      fc.constantFrom('m0', 'm1', 'm2', 'm3'),
      fc.constantFrom(...kinds),
    );
    fc.assert(
      fc.property(fc.array(said, { maxLength: 8 }), fc.infiniteStream(fc.nat()), (all, numbers) => {
        const archive = testArchive([...TWO, ...all.map(answer)]);
        const shuffled = archive
          .map((message) => ({ message, rank: numbers.next().value }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ message }) => message);
        expect(deriveArchive(shuffled).series[0]?.reason).toEqual(deriveArchive(archive).series[0]?.reason);
      }),
      { seed: 20_240_718 },
    );
  });
  it('stays linear when 10,000 people ask for change', () => {
    const many = Array.from({ length: 10_000 }, (): Said => ['bob', 'm1', 'change-asked']);
    const before = cpuMs();
    check(TWO, many, 'changes-requested change-asked m3 author');
    expect(cpuMs() - before).toBeLessThan(5_000);
  });
});
