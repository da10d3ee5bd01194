import { expect, test } from 'vitest';
import { deriveArchive } from '@/lib/series/derive.ts';
import { type Row, testArchive } from '@/lib/series/test-archive.ts';

/** One line a series: its name, and the mails of its patches. */
function drawn(rows: readonly Row[]): readonly string[] {
  return deriveArchive(testArchive(rows)).series.map(({ name, patches }) =>
    [name, ...patches.map(({ messageId }) => messageId ?? '-')].join(' '),
  );
}

const EARLY: readonly Row[] = [
  { subject: '[PATCH 0/3] x' },
  { subject: '[PATCH 1/3] fs: a', cites: ['m0'] },
  { subject: '[PATCH 3/3] fs: c', cites: ['m0'] },
];
const LATE: Row = { subject: '[PATCH 2/3] fs: b', at: 300 };

test('what came hours later is the rest of a series', () => {
  expect(drawn([...EARLY, LATE])).toEqual(['x m1 m3 m2']);
  // Half of it, also in a thread of its own.
  const rest: readonly Row[] = [
    { subject: '[PATCH 2/3] fs: b', at: 300 },
    { subject: '[PATCH 3/3] fs: c', at: 301, cites: ['m2'] },
  ];
  expect(drawn([...EARLY.slice(0, 2), ...rest])).toEqual(['x m1 m2 m3']);
});

test('anything else is a posting of its own', () => {
  for (const other of [
    { ...LATE, subject: '[PATCH 2/3] mm: b' },
    { ...LATE, subject: '[PATCH 1/3] fs: b' },
    { ...LATE, subject: '[PATCH v2 2/3] fs: b' },
    { ...LATE, by: 'bob' },
    { ...LATE, at: 2000 },
  ])
    expect(drawn([...EARLY, other])).toHaveLength(2);
  // A part of the rest leaves a patch missing.
  expect(drawn([...EARLY.slice(0, 2), LATE])).toHaveLength(2);
});
