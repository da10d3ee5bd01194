import { expect, test } from 'vitest';
import { itemId, type Move } from '@/lib/design/item.ts';
import { readThread } from '@/lib/design/read-thread.ts';
import type { DesignMessage } from '@/lib/design/reading.ts';
import { trackStatus } from '@/lib/design/status/track-status.ts';
import { deriveArchive } from '@/lib/series/derive.ts';
import { type Row, testArchive } from '@/lib/series/test-archive.ts';

/** What somebody says below a mail, in words that are a signal. */
function said(kind: 'applied' | 'dropped' | 'nak', to: string, by = 'bob'): Row {
  return { subject: 'Re: x', by, cites: [to], facts: { signals: [{ kind, start: 0, end: 5 }] } };
}

const ONE: Row = { subject: '[PATCH] x' };
const TWO: Row = { subject: '[PATCH v2] x' };

/** What became of what the first mail proposes, `status rule` of the last event; told the same at each cut. */
function check(rows: readonly Row[], expected: string): void {
  const whole = eventsOf(rows);
  const last = whole.at(-1);
  expect(`${last?.status} ${last?.rule}`).toBe(expected);
  for (let count = 1; count < rows.length; count += 1) {
    const known = eventsOf(rows.slice(0, count));
    expect(known).toEqual(whole.slice(0, known.length));
  }
}

function eventsOf(rows: readonly Row[]): readonly { status: string; rule: string }[] {
  const messages = testArchive(rows).map(
    (skeleton): DesignMessage => ({
      ...skeleton,
      body: skeleton.subject.startsWith('Re') ? 'Queued up, thanks.\n' : 'Words of it.\n',
    }),
  );
  const derived = deriveArchive(messages);
  const byKey = new Map(messages.map((message) => [message.key, message]));
  const threads = derived.threads.map((thread) => readThread(thread, byKey));
  const moves = messages.flatMap(({ messageId, from, time }, index): Move[] => {
    const kind = index === 0 ? 'proposal' : 'decision';
    const span = { messageId, start: 0, end: 12 };
    const signals = messages[index]?.facts.signals ?? [];
    if (index > 0 && signals[0]?.kind !== 'applied') return [];
    return [
      {
        ...{ id: itemId(kind, span), kind, span, by: from, at: time, confidence: 1, certain: true },
        ...{ blocking: false, reasons: [], origin: null, owner: null },
      },
    ];
  });
  const [first, ...decisions] = moves;
  if (first === undefined) return [];
  const links = new Map(
    decisions.map(({ id }) => [id, [{ id: first.id, relation: 'decides' as const }]] as const),
  );
  return trackStatus(moves, links, threads, derived).get(first.id) ?? [];
}

test('who refuses what he posted himself takes it back', () => {
  check([ONE, said('nak', 'm0', 'ann')], 'withdrawn author-withdrew');
  check([ONE, said('nak', 'm0', 'ann'), TWO], 'superseded next-version');
  check([ONE, said('nak', 'm0')], 'open said');
});

test('what its taker let go is not adopted any more, until somebody takes it anew', () => {
  check([ONE, said('applied', 'm0')], 'adopted version-applied');
  check([ONE, said('applied', 'm0'), said('dropped', 'm0')], 'open taken-out');
  check(
    [ONE, said('applied', 'm0'), said('dropped', 'm0'), { subject: 'Re: x', by: 'cat', cites: ['m2'] }],
    'open taken-out',
  );
  check(
    [ONE, said('applied', 'm0'), said('dropped', 'm0'), said('applied', 'm0', 'cat')],
    'adopted version-applied',
  );
});

test('what another holds still, or who never took it drops, stays adopted', () => {
  check([ONE, said('applied', 'm0'), said('dropped', 'm0', 'cat')], 'adopted version-applied');
  check(
    [ONE, said('applied', 'm0'), said('applied', 'm0', 'cat'), said('dropped', 'm0')],
    'adopted version-applied',
  );
});

test('it gives way to a next version all the same', () => {
  const gone = [ONE, said('applied', 'm0'), said('dropped', 'm0'), TWO];
  check(gone, 'superseded next-version');
  check([...gone, said('applied', 'm3')], 'adopted version-applied');
  check([...gone, said('applied', 'm3'), said('dropped', 'm3')], 'superseded next-version');
});

test('what a tree took as a whole is adopted, whatever is said of it later', () => {
  const objects: Row = { subject: 'Re: x', by: 'cat', cites: ['m1'] };
  check([ONE, said('applied', 'm0'), objects], 'adopted version-applied');
});

test('a version that comes after it was taken takes its place', () => {
  check([ONE, said('applied', 'm0'), TWO], 'superseded next-version');
  check([ONE, said('applied', 'm0'), TWO, said('applied', 'm2')], 'adopted version-applied');
});

test('what its author pushed is adopted, until he lets it go', () => {
  const pushed: Row = {
    ...said('applied', 'm0', 'ann'),
    facts: { signals: [{ kind: 'applied', start: 0, end: 5, inTree: true }] },
  };
  check([ONE, pushed], 'adopted version-applied');
  check([ONE, pushed, said('dropped', 'm0', 'ann')], 'open taken-out');
  check([ONE, pushed, said('dropped', 'm0', 'ann'), pushed], 'adopted version-applied');
  check([ONE, TWO, { ...pushed, cites: ['m1'] }], 'adopted version-applied');
  check([ONE, said('applied', 'm0', 'ann')], 'adopted version-applied');
  const remark: Row = { subject: 'Re: x', by: 'bob', cites: ['m0'] };
  check([ONE, remark, said('applied', 'm1', 'ann')], 'open said');
});

test('what its author takes back is withdrawn, unless he goes on with it', () => {
  const back: Row = {
    ...{ subject: 'Re: x', by: 'ann', cites: ['m0'] },
    facts: { signals: [{ kind: 'withdrawn', start: 0, end: 5 }] },
  };
  const talk: Row = { subject: 'Re: x', by: 'cat', cites: ['m1'] };
  check([ONE, back], 'withdrawn author-withdrew');
  check([ONE, back, talk], 'withdrawn author-withdrew');
  check([ONE, { ...back, by: 'bob' }], 'open said');
  check([ONE, back, TWO], 'superseded next-version');
  check([ONE, back, TWO, said('applied', 'm2')], 'adopted version-applied');
});
