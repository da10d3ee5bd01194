import { describe, expect, it } from 'vitest';
import type { Signal } from '@/lib/mail/facts.ts';
import type { Row } from '@/lib/series/test-archive.ts';
import { ONE, type Said, stateOf, TWO } from '@/lib/series/test-state.ts';

function check(rows: readonly Row[], said: readonly Said[], expected: string): void {
  expect(stateOf(rows, said)).toBe(expected);
}

const TAGGED: readonly Row[] = [
  { subject: '[PATCH] x', trailers: [{ name: 'Reviewed-by', value: 'Tom <tom@example.org>' }] },
];

describe('tags that a patch brings along', () => {
  it('say nothing of what was said of it since', () => {
    check(TAGGED, [], 'reviewed every-patch-reviewed m0 maintainer');
    check(TAGGED, [['bob', 'm0', 'words']], 'under-review answered m1 author');
  });
  it('count again when the author has answered, or somebody praises it', () => {
    const answered: readonly Said[] = [
      ['bob', 'm0', 'words'],
      ['ann', 'm1', 'words'],
    ];
    check(TAGGED, answered, 'reviewed every-patch-reviewed m0 maintainer');
    check(TAGGED, [['bob', 'm0', 'looks-good']], 'reviewed every-patch-reviewed m0 maintainer');
  });
  it('count beside one that was given', () => {
    const given: readonly Said[] = [
      ['eve', 'm0', 'review'],
      ['bob', 'm0', 'words'],
    ];
    check(TAGGED, given, 'reviewed every-patch-reviewed m0 maintainer');
    check(ONE, given, 'reviewed every-patch-reviewed m1 maintainer');
  });
});

describe('what is taken back one by one', () => {
  const stray: readonly Row[] = [{ subject: '[PATCH 3/3] b' }];
  it('is withdrawn when nothing is left', () => {
    check(stray, [['ann', 'm0', 'withdrawn']], 'withdrawn author-withdrew m1 nobody');
    check(TWO.slice(1), [['ann', 'm0', 'withdrawn']], 'waiting-on-author author-promised m2 author');
  });
});

describe('who took the first patch of several without a cover', () => {
  const pair = TWO.slice(1).map(({ subject }): Row => ({ subject }));
  const below = (by: string, to: string, kind: Signal['kind'], cites: readonly string[]): Row => ({
    subject: 'Re: x',
    by,
    cites: [...cites, to].filter((one, at, all) => all.indexOf(one) === at),
    facts: { signals: [{ kind, start: 3, end: 9 }] },
  });
  const both: readonly Row[] = [pair[0] as Row, { ...(pair[1] as Row), cites: ['m0'] }];
  it('took all, but for what he asks to change', () => {
    const took = below('tom', 'm0', 'applied', ['m0']);
    check([...both, took], [], 'accepted applied m2 nobody');
    const asks = below('tom', 'm1', 'change-asked', ['m0']);
    check([...both, took, asks], [], 'changes-requested change-asked m3 author');
    check([...both, asks, took], [], 'accepted applied m3 nobody');
    check([...both, took, below('bob', 'm1', 'change-asked', ['m0'])], [], 'accepted applied m2 nobody');
  });
});
