import { expect, it } from 'vitest';
import { findMoves } from '@/lib/design/moves/find-moves.ts';
import { readThread } from '@/lib/design/read-thread.ts';
import type { DesignMessage } from '@/lib/design/reading.ts';
import { deriveArchive } from '@/lib/series/derive.ts';
import { testArchive } from '@/lib/series/test-archive.ts';

const ADDED = '+\tif (count == 0)\n+\t\treturn drop(store);\n';
const BODIES = [
  'Keep the handles in a list.\n---\n f.c | 1 +\n',
  `I would rather drop it early:\n\ndiff --git a/f.c b/f.c\n--- a/f.c\n+++ b/f.c\n@@ -1,2 +1,4 @@\n a\n${ADDED} b\n`,
];

/** Whom Eve asks with the words below these lines, in answer to the patch that Bob had sent to Ann. */
function askedOf(quoted: string, words: string): readonly (string | null)[] {
  const archive = testArchive([
    { subject: '[PATCH] store: keep the handles', by: 'ann', diff: true },
    { subject: 'Re: [PATCH] store', by: 'bob', cites: ['m0'], diff: true },
    { subject: 'Re: [PATCH] store', by: 'eve', cites: ['m0', 'm1'] },
  ]);
  const bodies = [...BODIES, `${quoted.replace(/^(?=.)/gm, '> ')}\n${words}\n`];
  const messages = archive.map((one, n): DesignMessage => ({ ...one, body: bodies[n] ?? '' }));
  const derived = deriveArchive(archive);
  const byKey = new Map(messages.map((message) => [message.key, message]));
  const threads = derived.threads.map((thread) => readThread(thread, byKey));
  const asked = findMoves(threads).filter(({ span, kind }) => span.messageId === 'm2' && kind === 'action');
  return asked.map(({ owner }) => owner);
}

const REQUEST = 'This needs a comment that says why zero is special.';

it('asks who sent the patch in an answer for what is asked below its lines', () => {
  expect(askedOf(ADDED, REQUEST)).toEqual(['bob']);
  expect(askedOf('I would rather drop it early:\n', REQUEST)).toEqual(['ann']);
});
