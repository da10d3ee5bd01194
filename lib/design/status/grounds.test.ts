import { expect, test } from 'vitest';
import { type ItemKind, itemId, type Move } from '@/lib/design/item.ts';
import { readThread } from '@/lib/design/read-thread.ts';
import type { DesignMessage } from '@/lib/design/reading.ts';
import { trackStatus } from '@/lib/design/status/track-status.ts';
import { deriveArchive } from '@/lib/series/derive.ts';
import { type Row, testArchive } from '@/lib/series/test-archive.ts';

type Mail = Row & { readonly body: string };
type Said = { readonly kind: ItemKind; readonly mail: number; readonly words: string; readonly to?: number };

/** The status of the first move that is told of. */
function statusOf(mails: readonly Mail[], said: readonly Said[]): string | undefined {
  const messages = testArchive(mails).map(
    (skeleton, index): DesignMessage => ({ ...skeleton, body: mails[index]?.body ?? '' }),
  );
  const derived = deriveArchive(messages);
  const byKey = new Map(messages.map((message) => [message.key, message]));
  const threads = derived.threads.map((thread) => readThread(thread, byKey));
  const moves = said.map(({ kind, mail, words }): Move => {
    const { messageId, from, time, body } = messages[mail] as DesignMessage;
    const start = body.indexOf(words);
    const span = { messageId, start, end: start + words.length };
    return {
      ...{ id: itemId(kind, span), kind, span, by: from, at: time, confidence: 1, certain: true },
      ...{ blocking: false, reasons: [], origin: null, owner: null },
    };
  });
  const links = new Map(
    said.flatMap(({ to }, index) => {
      const [move, target] = [moves[index], moves[to ?? -1]];
      if (move === undefined || target === undefined) return [];
      return [[move.id, [{ id: target.id, relation: 'supports' as const }]] as const];
    }),
  );
  return trackStatus(moves, links, threads, derived)
    .get(moves[0]?.id as Move['id'])
    ?.at(-1)?.status;
}

const PATCH = 'Keep the handles in a list.\n---\n f.c | 1 +\n';
const v1: Mail = { subject: '[PATCH] store: keep the handles', by: 'ann', body: PATCH };
const words = 'The list is not locked, so two readers race here.';
const objection: Mail = {
  subject: 'Re: x',
  by: 'bob',
  cites: ['m0'],
  body: `> Keep the handles.\n\n${words}\n`,
};
const answer = (by: string, body: string): Mail => ({
  ...{ subject: 'Re: x', by, cites: ['m0', 'm1'] },
  body: `> ${words}\n\n${body}\n`,
});
const objects: Said = { kind: 'objection', mail: 1, words };

test('a third person who agrees with an objection does not meet it', () => {
  const agrees: Said = { kind: 'endorsement', mail: 2, words: 'Agreed.', to: 0 };
  expect(statusOf([v1, objection, answer('eve', 'Agreed.')], [objects, agrees])).toBe('open');
  expect(statusOf([v1, objection, answer('ann', 'Agreed.')], [objects, agrees])).toBe('resolved');
});

test('an objection that was argued against is answered, and over when its author sees that', () => {
  const argues: Said = {
    kind: 'objection',
    mail: 2,
    words: 'All readers hold the lock of the store.',
    to: 0,
  };
  const beside: Mail = { subject: 'Re: x', by: 'cat', cites: ['m0', 'm1'], body: `${argues.words}\n` };
  expect(statusOf([v1, objection, beside], [objects, argues])).toBe('answered');
  const sees: Said = { kind: 'endorsement', mail: 3, words: 'That is a point.', to: 1 };
  const seen = (by: string): Mail => ({
    ...{ subject: 'Re: x', by, cites: ['m0', 'm1', 'm2'] },
    body: `> ${argues.words}\n\n${sees.words}\n`,
  });
  const argued = [v1, objection, answer('ann', argues.words)];
  expect(statusOf([...argued, seen('bob')], [objects, argues, sees])).toBe('withdrawn');
  expect(statusOf([...argued, seen('eve')], [objects, argues, sees])).toBe('answered');
});
