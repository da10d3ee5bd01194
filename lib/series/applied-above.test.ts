import { expect, test } from 'vitest';
import type { Signal } from '@/lib/mail/facts.ts';
import { deriveArchive } from '@/lib/series/derive.ts';
import { type Row, testArchive } from '@/lib/series/test-archive.ts';

const V1: Row = { subject: '[PATCH] x' };
/** The next versions answer the first mail, as in a tracker of bugs. */
const V2: Row = { subject: '[PATCH v2] x', cites: ['m0'] };
const V3: Row = { subject: '[PATCH v3] x', cites: ['m0'] };
const takes = (to: string, signal: Partial<Signal> = {}, robot: string | null = null): Row => ({
  subject: 'Re: [PATCH] x',
  by: 'tom',
  cites: [to],
  facts: { signals: [{ kind: 'applied', start: 3, end: 9, ...signal }], robot },
});

function states(rows: readonly Row[]): readonly string[] {
  return deriveArchive(testArchive(rows)).series.map(({ version, reason: { state, rule, because } }) =>
    [`v${version}`, state, rule, because.messageId].join(' '),
  );
}

test('what is taken at the top of a thread is the newest version in it', () => {
  expect(states([V1, V2, takes('m0')])).toEqual(['v1 superseded newer-version m1', 'v2 accepted applied m2']);
  expect(states([V1, V2, V3, takes('m0')])).toEqual([
    'v1 superseded newer-version m1',
    'v2 superseded newer-version m2',
    'v3 accepted applied m3',
  ]);
  // What came before it was of the version that was there.
  expect(states([V1, takes('m0'), V2])).toEqual(['v1 superseded newer-version m2', 'v2 new no-answer m2']);
  expect(states([V1, V2, takes('m0'), V3])).toEqual([
    'v1 superseded newer-version m1',
    'v2 superseded newer-version m3',
    'v3 new no-answer m3',
  ]);
  // Its author says himself that he pushed.
  const pushed: Row = { ...takes('m0', { inTree: true }), by: 'ann' };
  expect(states([V1, V2, pushed])[1]).toBe('v2 accepted applied-by-author m2');
});

test('who says which version he took, a program, and another thread are believed', () => {
  expect(states([V1, V2, takes('m0', { version: 1 })])).toEqual([
    'v1 accepted applied m2',
    'v2 new no-answer m1',
  ]);
  expect(states([V1, V2, takes('m0', {}, 'patchbot')])[0]).toBe('v1 accepted applied-by-robot m2');
  expect(states([V1, { ...V2, cites: [] }, takes('m0')])[0]).toBe('v1 accepted applied m2');
});
