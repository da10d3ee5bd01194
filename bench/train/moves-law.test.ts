import { expect, test } from 'vitest';
import { corpusPath, withoutCorpus } from '@/ingest/corpus-path.ts';
import { ITEM_KINDS, type Move } from '@/lib/design/item.ts';
import { findMoves } from '@/lib/design/moves/find-moves.ts';
import type { Email } from '@/lib/mail/email.ts';
import { readArchive } from './labelled.ts';
import { loadThread } from './load-thread.ts';

function movesOf(emails: readonly Email[]): readonly Move[] {
  return findMoves(readArchive(emails).threads);
}

async function emailsOf(file: string): Promise<readonly Email[]> {
  const { messages } = await loadThread(corpusPath(file));
  return messages.map(({ email }) => email);
}

/** Messages in order of time: the moves of the first of them are those found when there are no others. */
async function check(file: string): Promise<void> {
  const emails = await emailsOf(file);
  const whole = movesOf(emails);
  for (let length = 1; length < emails.length; length += 3) {
    const early = new Set<string>(emails.slice(0, length).map(({ messageId }) => messageId));
    expect(whole.filter(({ span }) => early.has(span.messageId))).toEqual(movesOf(emails.slice(0, length)));
  }
}

test.skipIf(withoutCorpus)('what comes later changes no move', async () => {
  await check('zero-range/rfc-thread.mbox.gz');
  await check('threads/t064.mbox.gz');
});

test.skipIf(withoutCorpus)('spans lie in one paragraph of own text; actions say whose they are', async () => {
  const emails = await emailsOf('zero-range/rfc-thread.mbox.gz');
  const bodies = new Map(emails.map(({ messageId, body }) => [messageId, body]));
  const moves = movesOf([...emails].reverse());
  expect(new Set(moves.map(({ kind }) => kind)).size).toBe(ITEM_KINDS.length);
  for (const { kind, span, origin, owner, confidence } of moves) {
    const words = bodies.get(span.messageId)?.slice(span.start, span.end) ?? '';
    expect(words).toBe(words.trim());
    expect(words.length).toBeGreaterThan(0);
    expect(words).not.toMatch(/\n\s*\n|^>/m);
    expect(confidence > 0 && confidence < 1).toBe(true);
    expect(origin !== null).toBe(kind === 'action');
    if (origin === 'commitment') expect(owner).not.toBeNull();
  }
});

test.skipIf(withoutCorpus)('reasons name the words that spoke for a move', async () => {
  const { threads } = readArchive(await emailsOf('zero-range/rfc-thread.mbox.gz'));
  const moves = findMoves(threads, true);
  expect(moves.map(({ reasons: _, ...move }) => move)).toEqual(
    findMoves(threads).map(({ reasons: _, ...move }) => move),
  );
  for (const { reasons } of moves) expect(reasons.length).toBeGreaterThan(0);
});
