import { Readable } from 'node:stream';
import type { Cursor, Source, SourceEvent } from '@/ingest/sources/source.ts';
import type { RawMessage } from '@/lib/mail/email.ts';

/**
 * A transaction a message costs four times a transaction a hundred (measured: 153 against 245 to 359 messages/s). 256
 * at once need a tenth less processor time than 128, 512 no less.
 */
const BATCH_MESSAGES_MAX = 256;
const BATCH_BYTES_MAX = 4 * 1024 * 1024;
/** Batches read and parsed before they are stored: what one core does while the database starts. */
const BATCHES_AHEAD = 8;

type Batch = {
  readonly messages: readonly RawMessage[];
  /** What ends the batch: a problem is stored with it, the others happen after it is stored. */
  readonly closing: Exclude<SourceEvent, { kind: 'message' }> | null;
  readonly cursor: Cursor | null;
  /** The part of the archive its messages are in; null when the source has none. */
  readonly part: string | null;
  readonly done: number;
};

type ParsedBatch<Parsed> = Batch & { readonly parsed: readonly Parsed[] };

/** Batches in the order of the source. Reading begins at once; ending the iteration ends it. */
export type Reading<Parsed> = AsyncIterable<ParsedBatch<Parsed>> & { readonly stop: () => void };

/** Reads a source and has it parsed, up to `BATCHES_AHEAD` batches before they are asked for. */
export function readAhead<Parsed>(
  source: Source,
  parse: (batch: readonly RawMessage[]) => Promise<readonly Parsed[]>,
): Reading<Parsed> {
  const queue = Readable.from(parseEach(toBatches(source.events()), parse), { highWaterMark: BATCHES_AHEAD });
  // Ended before its end, it may say so.
  queue.on('error', () => undefined);
  queue.read(0);
  return {
    stop: () => void queue.destroy(),
    async *[Symbol.asyncIterator]() {
      for await (const next of queue as AsyncIterable<Awaiting<Parsed>>) {
        if (next.kind === 'failed') throw next.error;
        yield { ...next.batch, parsed: await next.parsed };
      }
    },
  };
}

type Awaiting<Parsed> =
  | { readonly kind: 'batch'; readonly batch: Batch; readonly parsed: Promise<readonly Parsed[]> }
  /** In its turn: what was read before is stored. */
  | { readonly kind: 'failed'; readonly error: unknown };

async function* parseEach<Parsed>(
  batches: AsyncIterable<Batch>,
  parse: (batch: readonly RawMessage[]) => Promise<readonly Parsed[]>,
): AsyncGenerator<Awaiting<Parsed>> {
  try {
    for await (const batch of batches) {
      const parsed = parse(batch.messages);
      // The rejection is seen when the batch's turn comes; until then it must not count as unhandled.
      parsed.catch(() => undefined);
      yield { kind: 'batch', batch, parsed };
    }
  } catch (error) {
    yield { kind: 'failed', error };
  }
}

async function* toBatches(events: AsyncIterable<SourceEvent>): AsyncGenerator<Batch> {
  let messages: RawMessage[] = [];
  let bytes = 0;
  let cursor: Cursor | null = null;
  let part: string | null = null;
  let done = 0;
  for await (const event of events) {
    done = event.done;
    if (event.kind === 'message') {
      messages.push(event.message);
      bytes += event.message.bytes.length;
      cursor = event.cursor;
      if (messages.length < BATCH_MESSAGES_MAX && bytes < BATCH_BYTES_MAX) continue;
      yield { messages, closing: null, cursor, part, done };
    } else {
      // A problem is stored with the batch, so the cursor may pass it.
      if (event.kind === 'problem') cursor = event.cursor ?? cursor;
      yield { messages, closing: event, cursor, part, done };
      if (event.kind === 'part') part = event.part;
    }
    messages = [];
    bytes = 0;
  }
  yield { messages, closing: null, cursor, part, done };
}
