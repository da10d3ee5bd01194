import { expect, it } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { type ItemKind, itemId, type Move } from '@/lib/design/item.ts';
import { splitPraise } from '@/lib/design/moves/split-praise.ts';
import type { MessageId } from '@/lib/mail/email.ts';

function check(kind: ItemKind, text: string, expected: readonly string[]): void {
  const span = { messageId: 'm0' as MessageId, start: 3, end: 3 + text.length };
  const move: Move = {
    id: itemId(kind, span),
    kind,
    span,
    by: { name: 'Ann', email: 'ann@example.org' },
    at: 0,
    confidence: 0.5,
    certain: false,
    blocking: false,
    origin: null,
    owner: null,
    reasons: [],
  };
  const body = `>> ${text} And so on.`;
  const found = splitPraise(move, body);
  expect(found.map((one) => `${one.kind}: ${body.slice(one.span.start, one.span.end)}`)).toEqual(expected);
  for (const one of found) expect(one.id).toBe(itemId(one.kind, one.span));
}

it('parts praise from the objection behind it', () => {
  check('objection', 'I think that is the better\nway, otherwise every mount keeps a list of its own.', [
    'endorsement: I think that is the better\nway',
    'objection: otherwise every mount keeps a list of its own.',
  ]);
  check('objection', "It's a good idea but who drops the handle?", [
    "endorsement: It's a good idea",
    'objection: but who drops the handle?',
  ]);
});

it('leaves every other move whole', () => {
  for (const text of [
    'I agree, but the list is long.',
    'That is the better way to lose a handle, but nobody reads it.',
    'It is a good idea but no.',
    'The list is long, but that is the better way.',
  ])
    check('objection', text, [`objection: ${text}`]);
  check('endorsement', 'That is the better way, but who drops it then?', [
    'endorsement: That is the better way, but who drops it then?',
  ]);
});

it('takes long mail in linear time', () => {
  const started = cpuMs();
  check('objection', `${'so, '.repeat(50_000)}it is`, [`objection: ${'so, '.repeat(50_000)}it is`]);
  expect(cpuMs() - started).toBeLessThan(500);
});
