import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deriveArchive } from '@/lib/series/derive.ts';
import { type Row, testArchive } from '@/lib/series/test-archive.ts';

type Sent = Row & { readonly id?: string };

/** The names of the patches of each series, in order of the slots. */
function check(rows: readonly Sent[], ...expected: readonly string[]): void {
  const messages = testArchive(rows).map((message, index) => ({
    ...message,
    messageId: (rows[index]?.id ?? message.messageId) as typeof message.messageId,
  }));
  const { series } = deriveArchive(messages);
  expect(series.map(({ patches }) => patches.map(({ name }) => name).join(' | ')).sort()).toEqual(
    [...expected].sort(),
  );
}

const REPORT: Sent = { subject: 'a report', diff: false, by: 'eve' };
const patch = (n: number, name: string, more: Partial<Sent> = {}): Sent => ({
  subject: `[PATCH ${n}/2] ${name}`,
  cites: ['m0'],
  by: 'ann',
  ...more,
});

test('two series below one mail that come by turns are told apart by who sent them', () => {
  check(
    [REPORT, patch(1, 'a1'), patch(1, 'b1', { by: 'bob' }), patch(2, 'a2'), patch(2, 'b2', { by: 'bob' })],
    'a1 | a2',
    'b1 | b2',
  );
  check(
    [REPORT, patch(1, 'a1'), patch(2, 'b2', { by: 'bob' }), patch(2, 'a2'), patch(1, 'b1', { by: 'bob' })],
    'a1 | a2',
    'b1 | b2',
  );
});

test('by the run that sent them, whatever program made the ids', () => {
  const node = '0123456789'.repeat(4);
  const programs = [
    (run: string, n: number): string => `20240718${run}.2390-${n}-ann@example.org`,
    (run: string, n: number): string => `2024071${run.slice(0, 1)}-a-b-v1-${n}-0123456789ab@example.org`,
    (run: string, n: number): string => `${node.slice(1)}${n}.1721${run}.git.ann@example.org`,
  ];
  for (const id of programs) {
    const sent = (run: string, n: number, name: string): Sent => patch(n, name, { id: id(run, n) });
    const [a1, a2] = [sent('130212', 1, 'a1'), sent('130212', 2, 'a2')];
    const [b1, b2] = [sent('230213', 1, 'b1'), sent('230213', 2, 'b2')];
    const orders = fc.shuffledSubarray([a1, a2, b1, b2], { minLength: 4 }).filter((all) => {
      // A last patch that comes before its first says nothing that the first of the other does not fit as well.
      const at = (one: Sent): number => all.indexOf(one);
      return at(a1) < at(a2) && at(b1) < at(b2);
    });
    fc.assert(
      fc.property(orders, (all) => check([REPORT, ...all], 'a1 | a2', 'b1 | b2')),
      { seed: 5, numRuns: 20 },
    );
  }
});

test('by the part of the tree that their titles name', () =>
  check(
    [REPORT, patch(1, 'xfs: a'), patch(1, 'ext4: a'), patch(2, 'xfs: b'), patch(2, 'ext4: b')],
    'xfs: a | xfs: b',
    'ext4: a | ext4: b',
  ));

test('below one cover, whose slots the first of them fills', () =>
  check(
    [
      { subject: '[PATCH 0/2] x', by: 'ann' },
      patch(1, 'xfs: a'),
      patch(1, 'ext4: a'),
      patch(2, 'ext4: b'),
      patch(2, 'xfs: b'),
    ],
    'xfs: a | xfs: b',
    'ext4: a | ext4: b',
  ));

test('parts of one series that two runs sent stay together', () =>
  check(
    [
      REPORT,
      patch(1, 'a', { id: '20240718130212.2390-1-ann@example.org' }),
      patch(2, 'b', { id: '20240718140212.9999-1-ann@example.org' }),
    ],
    'a | b',
  ));
