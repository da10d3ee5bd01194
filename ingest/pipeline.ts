import type { Sql } from 'postgres';
import type { DiskGuard } from '@/ingest/disk-guard.ts';
import type { ParsedMessage, ParsePool } from '@/ingest/parse/pool.ts';
import { listNameOf } from '@/ingest/sources/list-name.ts';
import type { Cursor, Source, SourceEvent } from '@/ingest/sources/source.ts';
import type { Problem } from '@/lib/base/problem.ts';
import type { Email, RawMessage } from '@/lib/mail/email.ts';
import { countUnderived, derivePending } from '@/lib/store/derive.ts';
import { messageKey } from '@/lib/store/message-key.ts';
import { removeMessage } from '@/lib/store/remove-message.ts';
import { type IncomingMessage, saveBatch } from '@/lib/store/save-batch.ts';
import { beginPart, endPart } from '@/lib/store/source-part.ts';

export type IngestCounts = {
  readonly stored: number;
  readonly duplicates: number;
  readonly removed: number;
  /** Oddities of the source, not of single messages. */
  readonly problems: number;
};

/**
 * A transaction a message costs four times a transaction a hundred (measured: 153 against 245 to 359 messages/s). 256
 * at once need a tenth less processor time than 128, 512 no less.
 */
const BATCH_MESSAGES_MAX = 256;
const BATCH_BYTES_MAX = 4 * 1024 * 1024;
/** Batches being parsed while an earlier one is stored: two keep both cores busy, more only hold memory. */
const BATCHES_AHEAD = 2;
/** On a long ingest pages fill up as it goes on; deriving more often only repeats work. */
const UNDERIVED_MAX = 5_000;

type Batch = {
  readonly messages: readonly RawMessage[];
  /** What ends the batch: a problem is stored with it, the others happen after it is stored. */
  readonly closing: Exclude<SourceEvent, { kind: 'message' }> | null;
  readonly cursor: Cursor | null;
  /** The part of the archive its messages are in; null when the source has none. */
  readonly part: string | null;
  readonly done: number;
};

type ParsedBatch = Batch & { readonly parsed: readonly ParsedMessage[] };

/**
 * Reads a source to its end: parse, store, derive. Everything before the last stored batch survives a kill; the next
 * run goes on behind its cursor.
 */
export async function ingestSource(
  sql: Sql,
  name: string,
  source: Source,
  options: {
    readonly pool: ParsePool;
    /** Throws when the disk is nearly full. */
    readonly guardDisk: DiskGuard;
    /** List for messages that name none. */
    readonly fallbackList: string;
    readonly onProgress: (done: number, messages: number) => void;
    readonly onProblem?: (problem: Problem) => void;
  },
): Promise<IngestCounts> {
  const { pool } = options;
  const counts = { stored: 0, duplicates: 0, removed: 0, problems: 0 };
  const tell = (problem: Problem): void => {
    options.onProblem?.(problem);
    counts.problems += 1;
  };
  let messages = 0;
  let underived = await countUnderived(sql);
  for await (const batch of parseAhead(pool, toBatches(source.events()))) {
    const incoming = batch.parsed.map((parsed) => toIncoming(parsed, options.fallbackList));
    await options.guardDisk();
    const problem = batch.closing?.kind === 'problem' ? batch.closing.problem : null;
    if (incoming.length > 0 || problem !== null) {
      const saved = await saveBatch(sql, name, { ...batch, messages: incoming, problem });
      counts.stored += saved.stored;
      counts.duplicates += saved.duplicates;
      underived += saved.stored;
    }
    if (problem !== null) tell(problem);
    if (batch.closing?.kind === 'removal') counts.removed += await remove(sql, name, pool, batch.closing);
    if (batch.closing?.kind === 'part') {
      const turned = await turnPart(sql, name, batch.closing);
      counts.removed += turned.removed;
      if (turned.problem !== null) tell(turned.problem);
    }
    messages += incoming.length;
    options.onProgress(batch.done, messages);
    if (underived >= UNDERIVED_MAX) {
      await derivePending(sql);
      underived = 0;
    }
  }
  await derivePending(sql);
  return counts;
}

/** Reads a source into memory, parsed: for `docket analyze`, which has no database. */
export async function readSource(
  pool: ParsePool,
  source: Source,
  fallbackList: string,
): Promise<{ readonly messages: readonly IncomingMessage[]; readonly problems: readonly Problem[] }> {
  let messages: IncomingMessage[] = [];
  const problems: Problem[] = [];
  for await (const batch of parseAhead(pool, toBatches(source.events()))) {
    for (const parsed of batch.parsed) messages.push(toIncoming(parsed, fallbackList));
    if (batch.closing?.kind === 'problem') problems.push(batch.closing.problem);
    if (batch.closing?.kind === 'removal') {
      const withdrawn = keyOf((await parseOne(pool, batch.closing.message)).email);
      messages = messages.filter(({ email }) => keyOf(email) !== withdrawn);
    }
  }
  return { messages, problems };
}

function toIncoming({ raw, email, search }: ParsedMessage, fallbackList: string): IncomingMessage {
  const named = email.lists.length > 0 ? email.lists : [fallbackList];
  // Whatever a header field says, a list must have an address.
  const lists = (raw.list === null ? named : [raw.list]).map(listNameOf);
  return { bytes: raw.bytes, email, search, lists: [...new Set(lists)] };
}

async function remove(
  sql: Sql,
  name: string,
  pool: ParsePool,
  event: Extract<SourceEvent, { kind: 'removal' }>,
): Promise<number> {
  const { email } = await parseOne(pool, event.message);
  const key = keyOf(email);
  const reason = `withdrawn by its archive, ${event.message.where}`;
  return (await removeMessage(sql, name, event.cursor, { key, reason })) ? 1 : 0;
}

async function turnPart(
  sql: Sql,
  source: string,
  { part, step, cursor }: Extract<SourceEvent, { kind: 'part' }>,
): ReturnType<typeof endPart> {
  if (step === 'ends') return endPart(sql, { source, part }, cursor);
  if (step === 'begins') await beginPart(sql, { source, part }, cursor);
  return { removed: 0, problem: null };
}

function keyOf({ messageId, contentHash }: Email): string {
  return messageKey(messageId, contentHash);
}

async function parseOne(pool: ParsePool, message: RawMessage): Promise<ParsedMessage> {
  const [parsed] = await pool.parse([message]);
  return parsed as ParsedMessage;
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

/** Keeps the parser a few batches ahead of the database, in order. */
async function* parseAhead(pool: ParsePool, batches: AsyncIterable<Batch>): AsyncGenerator<ParsedBatch> {
  const ahead: Promise<ParsedBatch>[] = [];
  for await (const batch of batches) {
    const parsing = pool.parse(batch.messages).then((parsed) => ({ ...batch, parsed }));
    // The rejection is seen when the batch's turn comes; until then it must not count as unhandled.
    parsing.catch(() => undefined);
    ahead.push(parsing);
    if (ahead.length > BATCHES_AHEAD) yield await (ahead.shift() as Promise<ParsedBatch>);
  }
  for (const batch of ahead) yield await batch;
}
