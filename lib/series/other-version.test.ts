import { expect, test } from 'vitest';
import type { Signal } from '@/lib/mail/facts.ts';
import { deriveArchive } from '@/lib/series/derive.ts';
import { type Row, testArchive } from '@/lib/series/test-archive.ts';

const says = (by: string, to: string, signal: Partial<Signal> & Pick<Signal, 'kind'>): Row => ({
  subject: 'Re: [PATCH] x',
  by,
  cites: [to],
  facts: { signals: [{ start: 3, end: 9, ...signal }] },
});

function states(rows: readonly Row[]): readonly string[] {
  return deriveArchive(testArchive(rows)).series.map(({ version, reason: { state, rule, because } }) =>
    [`v${version}`, state, rule, because.messageId].join(' '),
  );
}

const V3: Row = { subject: '[PATCH v3] x' };
const V4: Row = { subject: '[PATCH v4] x' };

test('what was pulled by accident is not taken, and the other version is', () => {
  const taken: readonly Row[] = [V3, V4, says('tom', 'm0', { kind: 'applied' })];
  expect(states(taken)).toEqual(['v3 accepted applied m2', 'v4 new no-answer m1']);
  const now = says('tom', 'm0', { kind: 'dropped', version: 3, instead: 4 });
  expect(states([...taken, now])).toEqual(['v3 superseded newer-version m1', 'v4 accepted applied m3']);
  // In two sentences.
  const signals: readonly Signal[] = [
    { kind: 'dropped', start: 0, end: 5 },
    { kind: 'applied', version: 4, start: 6, end: 9 },
    // What a script tells below it.
    { kind: 'applied', inTree: true, start: 10, end: 19 },
  ];
  const both: Row = { subject: 'Re: [PATCH v3] x', by: 'tom', cites: ['m0'], facts: { signals } };
  expect(states([...taken, both])).toEqual(['v3 superseded newer-version m1', 'v4 accepted applied m3']);
});

test('what is said of another version below this one lets nothing go', () => {
  const taken: readonly Row[] = [V3, V4, says('tom', 'm1', { kind: 'applied' })];
  const late = says('tom', 'm1', { kind: 'dropped', version: 3 });
  expect(states([...taken, late])[1]).toBe('v4 accepted applied m2');
});

test('of two versions that were taken the later is in the tree', () => {
  const taken: readonly Row[] = [V3, V4, says('tom', 'm0', { kind: 'applied' })];
  const now = says('tom', 'm1', { kind: 'applied', version: 4 });
  expect(states([...taken, now])).toEqual(['v3 superseded newer-version m1', 'v4 accepted applied m3']);
});

test('who folds a patch in has taken it; its author will', () => {
  expect(states([V3, says('tom', 'm0', { kind: 'folded' })])).toEqual(['v3 accepted applied m1']);
  const asked: readonly Row[] = [V3, says('tom', 'm0', { kind: 'change-asked' })];
  const own: Row = { ...says('ann', 'm1', { kind: 'folded' }), cites: ['m0', 'm1'] };
  expect(states([...asked, own])).toEqual(['v3 waiting-on-author author-promised m2']);
  // Of what somebody else proposed below it.
  const deep: Row = { ...says('tom', 'm1', { kind: 'folded' }), cites: ['m0', 'm1'] };
  expect(states([V3, says('bob', 'm0', { kind: 'looks-good' }), deep])).toEqual([
    'v3 under-review answered m1',
  ]);
});
