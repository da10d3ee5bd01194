import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import type { Skeleton } from '@/lib/mail/skeleton.ts';
import { deriveArchive } from '@/lib/series/derive.ts';
import { type Row, testArchive } from '@/lib/series/test-archive.ts';

/** Rows in which everything meets that ties messages together: versions, respins, reuse of names, ids and patches. */
const row: fc.Arbitrary<Row> = fc.record({
  subject: fc.constantFrom(
    ...[
      '[PATCH] x',
      '[committed] x',
      '[PATCH v2] x',
      '[PATCH RESEND] x',
      '[RFC PATCH] x',
      '[PATCH 0/2] s',
      '[PATCH 1/2] s',
    ],
    ...[
      '[PATCH 2/2] t',
      '[PATCH v2 0/2] s',
      '[PATCH v2 1/2] s',
      '[PATCH v2 2/2] t',
      'Re: [PATCH 1/2] s',
      'question',
    ],
  ),
  cites: fc.uniqueArray(
    fc.nat(11).map((n) => `m${n}`),
    { maxLength: 3 },
  ),
  by: fc.constantFrom('ann', 'bob'),
  at: fc.nat(100),
  diff: fc.boolean(),
  diffstat: fc.boolean(),
  patchId: fc.constantFrom('', 'p1', 'p2'),
  changeId: fc.constantFrom('', 'c1'),
  names: fc.array(
    fc
      .record({ label: fc.constantFrom('v1', 'supersedes', '-'), n: fc.nat(11) })
      .map(({ label, n }) => `${label} m${n}`),
    { maxLength: 2 },
  ),
});
const archive = fc.array(row, { maxLength: 12 }).map((rows) =>
  testArchive(
    rows.map(({ patchId, changeId, ...rest }) => ({
      ...rest,
      ...(patchId ? { patchId } : {}),
      ...(changeId ? { changeId } : {}),
    })),
  ),
);
const shuffled = archive.chain((messages) =>
  fc.tuple(fc.constant(messages), fc.shuffledSubarray([...messages], { minLength: messages.length })),
);

test('law: any order of arrival gives the same threads, series and chains', () => {
  fc.assert(
    fc.property(shuffled, ([messages, others]) => {
      expect(deriveArchive(others)).toEqual(deriveArchive(messages));
    }),
    { seed: 20_240_718, numRuns: 2_000 },
  );
});

test('law: no posting has two addresses, and none is its own predecessor', () => {
  fc.assert(
    fc.property(archive, (messages) => {
      const { series, setAside } = deriveArchive(messages);
      expect(setAside).toEqual([]);
      const ids = series.map((one) => one.id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { id, supersedes, follows } of series) {
        expect([supersedes, follows].includes(id)).toBe(false);
        for (const other of [supersedes, follows]) expect(other === null || ids.includes(other)).toBe(true);
      }
    }),
    { seed: 20_240_719, numRuns: 2_000 },
  );
});

const MANY = 10_000;
const LARGE: Readonly<Record<string, (n: number) => Row>> = {
  'a chain': (n) => ({ subject: 'Re: [PATCH] x', cites: n === 0 ? [] : [`m${n - 1}`] }),
  'a star': (n) => ({ subject: n === 0 ? '[PATCH] x' : 'Re: [PATCH] x', cites: n === 0 ? [] : ['m0'] }),
  'a chain of patches': (n) => ({ subject: `[PATCH v${n} 1/2] x`, cites: n === 0 ? [] : [`m${n - 1}`] }),
  'a star of patches in one slot': (n) => ({ subject: '[PATCH 1/2] x', cites: n === 0 ? [] : ['m0'] }),
  'patches that share their patch-id': (n) => ({ subject: `[PATCH] x${n}`, patchId: 'p', at: 0 }),
  'patches without a thread': (n) => ({ subject: `[PATCH ${n % 9_999}/9999] x`, at: 0 }),
  'patches that all name each other': (n) => ({
    subject: `[PATCH] x${n}`,
    names: [`v1 m${(n * 7) % MANY}`, `v1 m${n + 1}`],
  }),
};

test.each(Object.entries(LARGE))(
  '%s of 10,000 messages is derived in time and without recursion',
  (_name, make) => {
    const messages: readonly Skeleton[] = testArchive(Array.from({ length: MANY }, (_, n) => make(n)));
    const startedAt = cpuMs();
    const { threads, setAside } = deriveArchive(messages);
    expect(setAside).toEqual([]);
    expect(cpuMs() - startedAt).toBeLessThan(20_000);
    expect(threads.flatMap(({ nodes }) => nodes).filter(({ key }) => key !== null)).toHaveLength(MANY);
  },
);
