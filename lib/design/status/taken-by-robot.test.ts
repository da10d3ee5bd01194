import fc from 'fast-check';
import { expect, test } from 'vitest';
import { itemId, type Move, type StatusEvent } from '@/lib/design/item.ts';
import { readThread } from '@/lib/design/read-thread.ts';
import type { DesignMessage } from '@/lib/design/reading.ts';
import { trackStatus } from '@/lib/design/status/track-status.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import type { TreeNote } from '@/lib/mail/facts.ts';
import type { Skeleton } from '@/lib/mail/skeleton.ts';
import { deriveArchive } from '@/lib/series/derive.ts';
import { type Row, testArchive } from '@/lib/series/test-archive.ts';

/** The mail of a robot in a thread of its own: `taken m1 a` by `mmbot` into `mm`. */
function note(kind: TreeNote['kind'], id: string, title: string, told: Partial<TreeNote> = {}): Row {
  const common = { tree: 'mm', kind, titles: [title], ids: [id as MessageId], author: null };
  const facts = { robot: 'mmbot', note: { ...common, start: 0, end: 5, ...told } };
  return { subject: 'a tree tells', by: 'mmbot', diff: false, facts };
}

/** What a robot says below a mail. */
function said(kind: 'applied' | 'dropped', to: string, by = 'mmbot'): Row {
  const signals = [{ kind, start: 0, end: 5 }];
  return { subject: 'Re: x', by, cites: [to], facts: { robot: by, signals } };
}

const ONE: readonly Row[] = [{ subject: '[PATCH] x' }];
const TWO: readonly Row[] = [
  { subject: '[PATCH 0/2] x' },
  { subject: '[PATCH 1/2] a', cites: ['m0'] },
  { subject: '[PATCH 2/2] b', cites: ['m0'] },
];

/** What becomes of what the first mail proposes. */
function eventsOf(skeletons: readonly Skeleton[]): readonly StatusEvent[] {
  const messages = skeletons.map((skeleton): DesignMessage => ({ ...skeleton, body: 'Words of it.\n' }));
  const derived = deriveArchive(messages);
  const byKey = new Map(messages.map((message) => [message.key, message]));
  const threads = derived.threads.map((thread) => readThread(thread, byKey));
  const first = messages.find(({ messageId }) => messageId === 'm0') as DesignMessage;
  const span = { messageId: first.messageId, start: 0, end: 12 };
  const move: Move = {
    ...{ id: itemId('proposal', span), kind: 'proposal', span, by: first.from, at: first.time },
    ...{ confidence: 1, certain: true, blocking: false, reasons: [], origin: null, owner: null },
  };
  return trackStatus([move], new Map(), threads, derived).get(move.id) ?? [];
}

/** `status rule words` of each event but the first. */
function check(rows: readonly Row[], ...expected: readonly string[]): void {
  const events = eventsOf(testArchive(rows)).slice(1);
  expect(events.map(({ status, rule, because }) => `${status} ${rule} ${because.messageId}`)).toEqual(
    expected,
  );
}

test('a posting that a robot took and let go was adopted between', () => {
  check([...ONE, note('taken', 'm0', 'x')], 'adopted version-applied m1');
  check(
    [...ONE, note('taken', 'm0', 'x'), note('dropped', 'm0', 'x')],
    ...['adopted version-applied m1', 'open taken-out m2'],
  );
  check(
    [...ONE, note('taken', 'm0', 'x'), note('dropped', 'm0', 'x'), note('taken', 'm0', 'x')],
    ...['adopted version-applied m1', 'open taken-out m2', 'adopted version-applied m3'],
  );
  check(
    [...TWO, note('taken', 'm1', 'a'), note('taken', 'm2', 'b'), note('dropped', 'm1', 'a')],
    ...['adopted version-applied m4', 'open taken-out m5'],
  );
});

test('what one tree lets go another one holds, and a stable tree has it later', () => {
  const tip = { tree: 'tip' };
  const stable = { tree: '6.6-stable', backport: true } as const;
  const taken = [...ONE, note('taken', 'm0', 'x')];
  check([...taken, note('taken', 'm0', 'x', tip), note('dropped', 'm0', 'x')], 'adopted version-applied m1');
  check(
    [...taken, note('taken', 'm0', 'x', stable), note('dropped', 'm0', 'x', stable)],
    'adopted version-applied m1',
  );
});

test('who says below it that he let it go takes back his own word alone', () => {
  check(
    [...ONE, said('applied', 'm0'), said('dropped', 'm0')],
    'adopted version-applied m1',
    'open taken-out m2',
  );
  check([...ONE, said('applied', 'm0'), said('dropped', 'm0', 'pwbot')], 'adopted version-applied m1');
  check(
    [...ONE, said('applied', 'm0'), note('dropped', 'm0', 'x')],
    'adopted version-applied m1',
    'open taken-out m2',
  );
});

test('what was let go after the next version came is superseded by it', () => {
  const next: Row = { subject: '[PATCH v2] x' };
  check(
    [...ONE, note('taken', 'm0', 'x'), next, note('dropped', 'm0', 'x')],
    ...['adopted version-applied m1', 'superseded next-version m2'],
  );
});

const step: fc.Arbitrary<Row> = fc
  .record({
    at: fc.nat(80),
    row: fc.oneof(
      fc
        .record({
          kind: fc.constantFrom<TreeNote['kind'][]>('taken', 'dropped'),
          patch: fc.constantFrom(['m1', 'a'] as const, ['m2', 'b'] as const),
          told: fc.constantFrom<Partial<TreeNote>[]>(
            {},
            { tree: 'tip' },
            { tree: '6.6-stable', backport: true },
          ),
        })
        .map(({ kind, patch: [id, title], told }) => note(kind, id, title, told)),
      fc
        .record({
          kind: fc.constantFrom<('applied' | 'dropped')[]>('applied', 'dropped'),
          to: fc.constantFrom('m0', 'm1', 'm2'),
          by: fc.constantFrom('mmbot', 'pwbot'),
        })
        .map(({ kind, to, by }) => said(kind, to, by)),
      fc.constantFrom<Row[]>(
        { subject: '[PATCH v2 0/2] x' },
        { subject: 'Re: x', by: 'bob', cites: ['m0'] },
        {
          subject: 'Re: x',
          by: 'eve',
          cites: ['m0'],
          facts: { signals: [{ kind: 'applied', start: 0, end: 5 }] },
        },
      ),
    ),
  })
  .map(({ at, row }) => ({ ...row, at: at + 1 }));
const parts = fc
  .tuple(fc.nat(70), fc.nat(70))
  .map(([a, b]) => TWO.map((row, n): Row => ({ ...row, at: [0, a, b][n] ?? 0 })));
const archive = fc
  .tuple(parts, fc.array(step, { maxLength: 8 }))
  .map(([two, steps]) => testArchive([...two, ...steps]));

test('law: an archive cut at any message gives the same events up to then', () => {
  fc.assert(
    fc.property(archive, (messages) => {
      const all = eventsOf(messages);
      for (const { time } of messages) {
        const cut = eventsOf(messages.filter((message) => message.time <= time));
        expect(cut.filter(({ at }) => at <= time)).toEqual(all.filter(({ at }) => at <= time));
      }
    }),
    { seed: 20_261_126, numRuns: 300 },
  );
});
