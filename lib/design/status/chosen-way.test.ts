import { expect, test } from 'vitest';
import { linkMoves } from '@/lib/design/links/link-moves.ts';
import { findMoves } from '@/lib/design/moves/find-moves.ts';
import { readThread } from '@/lib/design/read-thread.ts';
import type { DesignMessage } from '@/lib/design/reading.ts';
import { trackStatus } from '@/lib/design/status/track-status.ts';
import { deriveArchive } from '@/lib/series/derive.ts';
import { testArchive } from '@/lib/series/test-archive.ts';

const WAYS =
  'We could not agree on where the tail cache lives. The options on the table are:\n\n' +
  '1. Keep it in the superblock.\n2. Keep it in a file of its own.\n3. Drop it.\n\n' +
  'Please state your preference.\n\nAnn\n';

/** What became of the three ways after an answer, in their order. */
function check(by: string, answer: string, expected: readonly string[]): void {
  const archive = testArchive([
    { subject: 'Where should the tail cache live?', by: 'ann', facts: { hasDiff: false } },
    { subject: 'Re: Where should the tail cache live?', cites: ['m0'], by },
  ]);
  const messages = archive.map((one, n): DesignMessage => ({ ...one, body: n === 0 ? WAYS : answer }));
  const derived = deriveArchive(archive);
  const byKey = new Map(messages.map((message) => [message.key, message]));
  const threads = derived.threads.map((thread) => readThread(thread, byKey));
  const moves = findMoves(threads);
  const events = trackStatus(moves, linkMoves(moves, threads, derived), threads, derived);
  const ways = moves.filter(({ listedWay }) => listedWay === true);
  expect(ways.map(({ id }) => events.get(id)?.at(-1)?.status)).toEqual(expected);
}

const CALL = 'The chairs judge that there is rough consensus for option 2.\n';

test('who made the list or speaks for all decides on one of its ways', () => {
  check('ann', 'To sum up: we go with option 2.\n', ['rejected', 'adopted', 'rejected']);
  check('bob', `${CALL}\nBob and Eve, TAIL chairs\n`, ['rejected', 'adopted', 'rejected']);
});

test('what anybody else has heard turns down no other way', () => {
  check('bob', CALL, ['open', 'adopted', 'open']);
});
