import { expect, it } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { type ItemKind, itemId, type Move } from '@/lib/design/item.ts';
import { TITLE_MAX } from '@/lib/design/titles/shorten.ts';
import { type TitleContext, titleOf } from '@/lib/design/titles/title-of.ts';
import type { MessageId } from '@/lib/mail/email.ts';

const NOTHING: TitleContext = { posting: null, about: null, object: null };

function check(kind: ItemKind, text: string, expected: string, context: Partial<TitleContext> = {}): void {
  const title = titleOf(moveOf(kind, text), text, { ...NOTHING, ...context });
  expect(title).toBe(expected);
  expect(title.length).toBeLessThanOrEqual(TITLE_MAX);
}

function moveOf(kind: ItemKind, text: string): Move {
  const span = { messageId: 'm0' as MessageId, start: 0, end: text.length };
  return {
    id: itemId(kind, span),
    kind,
    span,
    by: { name: 'Ann', email: 'ann@example.org' },
    at: 0,
    confidence: 1,
    certain: true,
    blocking: false,
    origin: null,
    owner: null,
    reasons: [],
  };
}

it('says a proposal as an order', () => {
  check('proposal', 'Or maybe we could move ->is_live into store_ops?', 'Move ->is_live into store_ops');
  check('proposal', 'I think it would be better to\nkeep one cache per mount.', 'Keep one cache per mount');
  check('proposal', 'Why not simply drop the cache?', 'Drop the cache');
  check('action', "OK, I'll write a test for store_open().", 'Write a test for store_open()');
  check('action', 'Could you please split this patch in two?', 'Split this patch in two');
});

it('keeps a question a question', () => {
  check('question', 'So, does store_open() take the lock here?', 'Does store_open() take the lock here?');
});

it('keeps the stance of an objection', () => {
  check(
    'objection',
    "I don't think this cache is safe against umount, because nothing holds the superblock while it is filled.",
    'Doubts this cache is safe against umount',
  );
});

it('borrows the object from what it answers', () => {
  check('endorsement', 'Agreed.', 'Agrees: keep one cache per mount', { about: 'Keep one cache per mount' });
  check('objection', 'This is racy.', 'This is racy (store_open())', { object: 'store_open()' });
});

it('gives what a series proposes the name of the series', () => {
  check('proposal', 'This series adds a cache.', 'store: keep a cache', { posting: 'store: keep a cache' });
});

it('cuts what is too long, whatever it is', () => {
  const words = 'the cache of the store of the mount of the handle '.repeat(200);
  for (const text of [
    words,
    'x'.repeat(100_000),
    '> '.repeat(50_000),
    'so, '.repeat(20_000),
    '¿'.repeat(9_000),
  ]) {
    const started = cpuMs();
    const title = titleOf(moveOf('proposal', text), text, NOTHING);
    expect(title.length).toBeLessThanOrEqual(TITLE_MAX);
    expect(cpuMs() - started).toBeLessThan(200);
  }
});
