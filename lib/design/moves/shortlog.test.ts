import { expect, it } from 'vitest';
import { linkMoves } from '@/lib/design/links/link-moves.ts';
import { findMoves } from '@/lib/design/moves/find-moves.ts';
import { readThread } from '@/lib/design/read-thread.ts';
import type { DesignMessage } from '@/lib/design/reading.ts';
import { titleMoves } from '@/lib/design/titles/title-moves.ts';
import { deriveArchive } from '@/lib/series/derive.ts';
import { testArchive } from '@/lib/series/test-archive.ts';

/** What a posting of two patches proposes: the title, and where it is said. */
function proposedBy(cover: string): readonly string[] {
  const archive = testArchive([
    { subject: '[PATCH 0/2] store: keep the tails in a file', facts: { hasDiff: false } },
    { subject: '[PATCH 1/2] store: add the file', cites: ['m0'] },
    { subject: '[PATCH 2/2] store: read the file', cites: ['m0'] },
  ]);
  const bodies = [
    cover,
    'Readers look for a tail in each index. Add a file that holds all of them.\n',
    'Use it.\n',
  ];
  const messages = archive.map((one, n): DesignMessage => ({ ...one, body: bodies[n] ?? '' }));
  const derived = deriveArchive(archive);
  const byKey = new Map(messages.map((message) => [message.key, message]));
  const threads = derived.threads.map((thread) => readThread(thread, byKey));
  const moves = findMoves(threads);
  const titles = titleMoves(moves, linkMoves(moves, threads, derived), threads, derived);
  return moves
    .filter(({ kind }) => kind === 'proposal')
    .map(({ id, span }) => `${span.messageId.split('@')[0]}: ${titles.get(id)}`);
}

const SHORTLOG = 'Ann Lee (2):\n  store: add the file\n  store: read the file\n';

it('lets the first patch say what a series proposes whose cover only lists its patches', () => {
  expect(proposedBy(SHORTLOG)).toEqual(['m1: store: keep the tails in a file']);
});

it('keeps to the cover where it says anything', () => {
  const found = proposedBy(`This series keeps the tails in a file of their own.\n\n${SHORTLOG}`);
  expect(found[0]).toBe('m0: store: keep the tails in a file');
});
