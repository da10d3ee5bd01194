import { expect, it } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { findMoves } from '@/lib/design/moves/find-moves.ts';
import { readThread } from '@/lib/design/read-thread.ts';
import type { DesignMessage } from '@/lib/design/reading.ts';
import { deriveArchive } from '@/lib/series/derive.ts';
import { testArchive } from '@/lib/series/test-archive.ts';

/** What an answer proposes, by its words. */
function proposedBy(answer: string): readonly string[] {
  const archive = testArchive([
    { subject: 'Section 3 says nothing of an empty tail', facts: { hasDiff: false } },
    { subject: 'Re: Section 3 says nothing of an empty tail', cites: ['m0'], by: 'bob' },
  ]);
  const messages = archive.map(
    (one, n): DesignMessage => ({
      ...one,
      body: n === 0 ? 'Section 3 does not say what an empty tail means.\n' : answer,
    }),
  );
  const byKey = new Map(messages.map((message) => [message.key, message]));
  const threads = deriveArchive(archive).threads.map((thread) => readThread(thread, byKey));
  return findMoves(threads)
    .filter(({ kind, span }) => kind === 'proposal' && span.messageId.startsWith('m1'))
    .map(({ span }) => answer.slice(span.start, span.end).replace(/\s+/g, ' '));
}

const TEXT = 'A reader that finds an empty tail MUST\n   treat it as absent.\n';
const WORDS = 'A reader that finds an empty tail MUST treat it as absent.';

it.each(['I suggest adding:', 'How about we split it:', 'Proposed text:', 'I would propose to say there:'])(
  'takes the text that is set in below %j for a proposal',
  (lead) => expect(proposedBy(`${lead}\n\n   ${TEXT}`)).toContain(WORDS),
);

it('takes neither text that is cited nor code that is shown for one', () => {
  expect(proposedBy(`Section 3 says:\n\n   ${TEXT}`)).not.toContain(WORDS);
  const code = 'tail = read_tail(index);';
  expect(proposedBy(`How about this:\n\n   ${code}\n`)).not.toContain(code);
});

it('takes bounded time', () => {
  for (const part of ['I suggest adding:\n\n   A b c.\n\n', 'i suggest a ', '   a b', 'how about ']) {
    const started = cpuMs();
    proposedBy(part.repeat(3_000));
    expect(cpuMs() - started).toBeLessThan(3_000);
  }
});
