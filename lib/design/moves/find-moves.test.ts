import { expect, it } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { findMoves } from '@/lib/design/moves/find-moves.ts';
import { readThread } from '@/lib/design/read-thread.ts';
import type { DesignMessage } from '@/lib/design/reading.ts';
import { deriveArchive } from '@/lib/series/derive.ts';
import { testArchive } from '@/lib/series/test-archive.ts';

/** Moves in an answer with these words, or in the cover it would answer, as `kind: words`. */
function movesOf(
  body: string,
  robot: string | null = null,
  place: 'answer' | 'cover' = 'answer',
): readonly string[] {
  const archive = testArchive([
    { subject: place === 'cover' ? '[PATCH 0/2] fs: tails' : '[PATCH] fs: zero the tail of the last block' },
    { subject: 'Re: [PATCH] fs: zero the tail', cites: ['m0'], by: 'bob', facts: { robot } },
  ]);
  const at = place === 'cover' ? 0 : 1;
  const messages = archive.map((one, n): DesignMessage => ({ ...one, body: n === at ? body : '' }));
  const derived = deriveArchive(archive);
  const byKey = new Map(messages.map((message) => [message.key, message]));
  const threads = derived.threads.map((thread) => readThread(thread, byKey));
  return findMoves(threads).map(({ kind, span }) => `${kind}: ${body.slice(span.start, span.end)}`);
}

const REVIEW = `> +	foo(bar);

Please add a comment here that says why this is safe.

> +	return 0;

This is broken, it races with truncate and will corrupt data.
`;

it('finds what a reviewer asks for and what he objects to', () => {
  expect(movesOf(REVIEW)).toEqual([
    'action: Please add a comment here that says why this is safe.',
    'objection: This is broken, it races with truncate and will corrupt data.',
  ]);
});

it('finds a proposal in every cover that has words', () => {
  const words = 'A file with many renames takes minutes. Both patches come with numbers.';
  expect(movesOf(words).filter((one) => one.startsWith('proposal'))).toEqual([]);
  expect(movesOf(words, null, 'cover').filter((one) => one.startsWith('proposal'))).toHaveLength(1);
});

it('takes what a cover says of itself for what it proposes, and not what it asks', () => {
  const says =
    'This RFC introduces MADV_DEFER_STORE, which queues the range for kstored\nwith priority and returns at once.';
  const words =
    'Hi all,\n\nOur language runtime knows which arenas are going to be long-lived, but only a\n' +
    'few seconds after they were faulted in. MADV_HUGESTORE before the fault wastes\n' +
    'memory for the short-lived ones, and MADV_STORE afterwards is synchronous\n' +
    `and stalls the calling thread for up to 4ms per store.\n\n${says}\n\nOpen questions:\n` +
    ' - should it fail with EAGAIN when the queue is full?\n - do we need a way to wait for the store?\n\n' +
    'Ann Lee (3):\n  store: split out the scan of one range\n  store: a queue of ranges\n  store: add' +
    ' MADV_DEFER_STORE\n';
  expect(movesOf(words, null, 'cover')).toContain(`proposal: ${says}`);
});

it('finds nothing in the mail of robots, in quotes and in nothing', () => {
  expect(movesOf(REVIEW, 'some robot')).toEqual([]);
  expect(movesOf(REVIEW.replace(/^/gm, '> '))).toEqual([]);
  expect(movesOf('')).toEqual([]);
});

it('takes what only answers a question for no objection', () => {
  const objects = (body: string): boolean => movesOf(body).some((one) => one.startsWith('objection'));
  const question = '> Why is the tail zeroed twice?\n\n';
  for (const body of [
    'Because the page cache may be dirty beyond EOF and the first pass races with truncate.',
  ]) {
    expect([body, objects(`${question}${body}`)]).toEqual([body, false]);
  }
  const rebuts =
    'No, that does not work: the page cache may be dirty beyond EOF, and it races with truncate.';
  expect(objects(`${question}${rebuts}`)).toBe(true);
});

it('takes no promise from who leaves it to others', () => {
  const promises = (body: string): boolean => movesOf(body).some((one) => one.startsWith('action'));
  for (const body of [
    "I'll let Ann answer this question.",
    "I'll leave it to you then.",
    'I will let you and eve sort\nthat out.',
    "I'll let the maintainers decide on this.",
  ]) {
    expect([body, promises(body)]).toEqual([body, false]);
  }
  for (const body of [
    "I'll let the test run over night.",
    "I'll let you know when I have the numbers.",
    "I'll leave the check in and add a comment.",
  ]) {
    expect([body, promises(body)]).toEqual([body, true]);
  }
});

it('takes for agreement only what stands beside what its author takes back', () => {
  const check = (body: string, expected: readonly string[]): void =>
    expect([body, movesOf(body)]).toEqual([body, expected]);
  check('Fair point. Forget about 2 then.', []);
  check('Yes, you are right. Never mind option B.', []);
  check('Makes sense. Scratch that then.', []);
  check('Agreed, your way is better. I withdraw my proposal.', ['endorsement: Agreed, your way is better.']);
  check('That makes sense to me.\nI take back my objection.', ['endorsement: That makes sense to me.']);
  check('I like this one. Forget option 2.', ['endorsement: I like this one.']);
});

it('takes who asks whether somebody would do it for asking that', () => {
  const asked = 'How about you rebase this on top of the other series?';
  expect(movesOf(asked)).toEqual([`action: ${asked}`]);
  const way = 'How about we rebase this on top of the other series?';
  expect(movesOf(way)).toEqual([`proposal: ${way}`]);
});

it('takes bounded time for hostile text', () => {
  const check = (body: string): void => {
    const start = cpuMs();
    movesOf(body);
    expect(cpuMs() - start).toBeLessThan(4_000);
  };
  check('x'.repeat(100_000));
  check('No. '.repeat(50_000));
  check('a->'.repeat(50_000));
  check(`${'> '.repeat(10_000)}why\nno good?\n`);
  check(Array.from({ length: 60_000 }, (_, at) => String.fromCharCode(at + 32)).join(''));
});
