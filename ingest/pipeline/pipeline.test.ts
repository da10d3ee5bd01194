import { afterAll, expect, test } from 'vitest';
import { createParsePool } from '@/ingest/parse/pool.ts';
import { readSource } from '@/ingest/pipeline/pipeline.ts';
import type { SourceEvent } from '@/ingest/sources/source.ts';

const pool = createParsePool();
afterAll(() => pool.close());

function event(kind: 'message' | 'removal', id: string): SourceEvent {
  const text = `From: Ann <ann@example.org>\nMessage-ID: <${id}@example.org>\nSubject: x\n\ntext\n`;
  const message = { bytes: Buffer.from(text), list: null, where: id };
  return { kind, oid: id, message, cursor: null, done: 0 };
}

async function check(input: readonly SourceEvent[], expected: readonly string[]): Promise<void> {
  const events = async function* (): AsyncGenerator<SourceEvent, void, undefined> {
    yield* input;
  };
  const { messages } = await readSource(pool, { kind: 'mbox', size: null, events }, 'devel');
  expect(messages.map(({ email }) => email.messageId)).toEqual(expected);
}

test('a withdrawal takes out its message, not another with the same words', async () => {
  await check([event('message', 'a'), event('message', 'b'), event('removal', 'b')], ['a@example.org']);
});
