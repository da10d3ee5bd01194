import { expect, test } from 'vitest';
import { findCitations } from '@/lib/mail/citations/citations.ts';
import { splitSegments } from '@/lib/mail/segments.ts';
import { deriveArchive } from '@/lib/series/derive.ts';
import { type Row, testArchive } from '@/lib/series/test-archive.ts';

/** Two series that one v2 goes on with, which names them so. */
function archive(names: readonly string[]): readonly Row[] {
  return [
    { subject: '[PATCH 0/1] crc for x86' },
    { subject: '[PATCH 1/1] use the crc table on x86', cites: ['m0'], patchId: 'p1' },
    { subject: '[PATCH 0/1] crc for arm' },
    { subject: '[PATCH 1/1] use the crc table on arm', cites: ['m2'], patchId: 'p2' },
    { subject: '[PATCH v2 0/2] crc', names },
    { subject: '[PATCH v2 1/2] use the crc table on x86', cites: ['m4'], patchId: 'p1' },
    { subject: '[PATCH v2 2/2] use the crc table on arm', cites: ['m4'], patchId: 'p2' },
  ];
}

function states(rows: readonly Row[]): readonly string[] {
  return deriveArchive(testArchive(rows)).series.map(
    ({ id, reason, supersedes, follows }) =>
      `${id} ${reason.state} ${reason.rule} ${reason.because.messageId} ${supersedes} ${follows}`,
  );
}

test('a series that its author names as the place of two ends both', () => {
  expect(states(archive(['replaces m0', 'replaces m2']))).toEqual([
    'm0 superseded replaced m4 null null',
    'm2 superseded newer-version m4 null null',
    'm4 new no-answer m4 m2 m0',
  ]);
  // What goes on from there ends them no second time.
  const v3: readonly Row[] = [{ subject: '[PATCH v3] crc', names: ['replaces m0', 'replaces m2', 'v2 m4'] }];
  expect(states([...archive(['replaces m0', 'replaces m2']), ...v3]).slice(0, 3)).toEqual([
    'm0 superseded replaced m4 null null',
    'm2 superseded newer-version m4 null null',
    'm4 superseded newer-version m7 m2 m0',
  ]);
});

test('the patches of another series may be brought along as it needs them', () =>
  expect(states(archive([]))[0]).toBe('m0 new no-answer m0 null null'));

test('a list of addresses below the words that it merges these', () => {
  const labels = (body: string): readonly (string | null)[] =>
    findCitations(body, splitSegments(body)).map(({ label }) => label);
  const [a, b] = ['https://lore.kernel.org/r/a@x', 'https://lore.kernel.org/r/b@x'];
  expect(labels(`This merges the two series\n\n${a}\n${b}\n\ninto one.\n`)).toEqual(['replaces', 'replaces']);
  expect(labels(`It combines both series:\n\n- ${a}\n- ${b}\n`)).toEqual(['replaces', 'replaces']);
  expect(labels(`This series merges my earlier series ${a} with fixes.\n`)).toEqual(['replaces']);
  expect(labels(`This replaces these two:\n  ${a}\n  ${b}\n`)).toEqual(['replaces', 'replaces']);
  expect(labels(`This replaces\n${a}\n${b}\n`)).toEqual(['replaces', null]);
  expect(labels(`This merges the two locks.\n\n${a}\n${b}\n`)).toEqual([null, null]);
  expect(labels(`See both:\n${a}\n${b}\n`)).toEqual([null, null]);
});
