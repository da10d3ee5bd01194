import type { Sql } from 'postgres';
import type { ParsedMessage, ParsedRow, ParsePool } from '@/ingest/parse/pool.ts';
import { quarantineRow } from '@/ingest/parse/quarantine-row.ts';
import type { DiskGuard } from '@/ingest/pipeline/disk-guard.ts';
import { type Reading, readAhead } from '@/ingest/pipeline/read-ahead.ts';
import { listNameOf } from '@/ingest/sources/list-name.ts';
import type { Source, SourceEvent } from '@/ingest/sources/source.ts';
import type { Problem } from '@/lib/base/problem.ts';
import type { Email, RawMessage } from '@/lib/mail/email.ts';
import { countUnderived, derivePending } from '@/lib/store/derive/derive.ts';
import { messageKey } from '@/lib/store/keep/message-key.ts';
import { removeMessage } from '@/lib/store/keep/remove-message.ts';
import { type IncomingMessage, saveBatch } from '@/lib/store/keep/save-batch.ts';
import { beginPart, endPart } from '@/lib/store/sources/source-part.ts';

export type IngestCounts = {
  readonly stored: number;
  readonly duplicates: number;
  readonly removed: number;
  /** Oddities of the source, not of single messages. */
  readonly problems: number;
};

/** On a long ingest pages fill up as it goes on; deriving more often only repeats work. */
const UNDERIVED_MAX = 5_000;

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
    /** The source when its reading has begun; null to begin it. */
    readonly reading?: Reading<ParsedRow> | null;
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
  for await (const batch of options.reading ?? readAhead(source, pool.parseRows)) {
    const incoming = batch.parsed.map((parsed) => toIncoming(parsed, options.fallbackList));
    await options.guardDisk();
    const problem = batch.closing?.kind === 'problem' ? batch.closing.problem : null;
    if (incoming.length > 0 || problem !== null) {
      const saved = await saveBatch(sql, name, { ...batch, messages: incoming, problem }, quarantineRow);
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

/** A parsed message with the bytes it came from and the lists it was seen on. */
type ReadMessage = { readonly bytes: Uint8Array; readonly email: Email; readonly lists: readonly string[] };

/** Reads a source into memory, parsed: for `docket analyze`, which has no database. */
export async function readSource(
  pool: ParsePool,
  source: Source,
  fallbackList: string,
): Promise<{ readonly messages: readonly ReadMessage[]; readonly problems: readonly Problem[] }> {
  let messages: ReadMessage[] = [];
  const problems: Problem[] = [];
  for await (const batch of readAhead(source, pool.parse)) {
    for (const { raw, email } of batch.parsed) {
      messages.push({ bytes: raw.bytes, email, lists: listsOf(raw, email.lists, fallbackList) });
    }
    if (batch.closing?.kind === 'problem') problems.push(batch.closing.problem);
    if (batch.closing?.kind === 'removal') {
      const withdrawn = keyOf((await parseOne(pool, batch.closing.message)).email);
      messages = messages.filter(({ email }) => keyOf(email) !== withdrawn);
    }
  }
  return { messages, problems };
}

function toIncoming({ raw, row }: ParsedRow, fallbackList: string): IncomingMessage {
  return { bytes: raw.bytes, row, lists: listsOf(raw, row.lists, fallbackList) };
}

/** The lists of a message: that of its source, else those it names, else the fallback. */
function listsOf(raw: RawMessage, own: readonly string[], fallbackList: string): readonly string[] {
  const named = own.length > 0 ? own : [fallbackList];
  // Whatever a header field says, a list must have an address.
  const lists = (raw.list === null ? named : [raw.list]).map(listNameOf);
  return [...new Set(lists)];
}

async function remove(
  sql: Sql,
  name: string,
  pool: ParsePool,
  event: Extract<SourceEvent, { kind: 'removal' }>,
): Promise<number> {
  const { bytes, where } = event.message;
  const { messageId, contentHash } = (await parseOne(pool, event.message)).email;
  const removal = { messageId, contentHash, bytes, reason: `withdrawn by its archive, ${where}` };
  return (await removeMessage(sql, name, event.cursor, removal)) ? 1 : 0;
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
