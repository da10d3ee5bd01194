import { expect, test } from 'vitest';
import { judgeChains } from '@/lib/judge/judge-chains.ts';
import type { Act, Judgement, Seen } from '@/lib/judge/judgement.ts';
import { deriveArchive } from '@/lib/series/derive.ts';
import { type Row, testArchive } from '@/lib/series/test-archive.ts';

/** A series of two, its second patch made anew, and `Applied` below the cover; then a series of somebody else. */
const ROWS: readonly Row[] = [
  { subject: '[PATCH 0/2] x' },
  { subject: '[PATCH 1/2] a', cites: ['m0'] },
  { subject: '[PATCH 2/2] b', cites: ['m0'] },
  { subject: '[PATCH v2 2/2] b', cites: ['m0', 'm2'] },
  {
    subject: 'Re: [PATCH 0/2] x',
    cites: ['m0'],
    by: 'bob',
    facts: { signals: [{ kind: 'applied', start: 0, end: 7 }] },
  },
  { subject: '[PATCH] y', by: 'cat' },
  { subject: '[PATCH] z', by: 'cat' },
];

/** The state of each series after these judgements. */
function states(...acts: readonly Act<Seen>[]): readonly string[] {
  const log = acts.map((act, n): Judgement => {
    const who = { author: 'eve@x', effectiveAt: null, reason: null, onTop: [], suggestedBy: null };
    return { id: `j${n}`, recordedAt: n, act, ...who };
  });
  const { series, links } = deriveArchive(testArchive(ROWS));
  return judgeChains(series, links, log).series.map(({ id, reason }) => `${id} ${reason.state}`);
}

test('what people say of one series changes no state of another', () => {
  const derived = states();
  expect(derived).toEqual(['m0 accepted', 'm3 accepted', 'm5 new', 'm6 new']);
  expect(states({ verb: 'chain', earlier: 'm5', later: 'm6' })).toEqual([
    ...derived.slice(0, 2),
    'm5 superseded',
    'm6 new',
  ]);
});

test('what was said of a series is not of one that people parted from it', () =>
  expect(states({ verb: 'cut', earlier: 'm0', later: 'm3' })).toEqual([
    'm0 accepted',
    'm3 new',
    'm5 new',
    'm6 new',
  ]));
