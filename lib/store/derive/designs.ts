import type { Sql } from 'postgres';
import { findDesigns } from '@/lib/design/designs.ts';
import { type ExtractedDesign, extractDesigns } from '@/lib/design/extract.ts';
import { readThread } from '@/lib/design/read-thread.ts';
import type { Skeleton } from '@/lib/mail/skeleton.ts';
import { type Derived, deriveArchive, deriveWhole } from '@/lib/series/derive.ts';
import type { Refused } from '@/lib/series/derive-apart.ts';
import type { MailmapIndex } from '@/lib/series/mailmap.ts';
import { noteChanged } from '@/lib/store/database/live.ts';
import { lockUntilCommit } from '@/lib/store/database/locks.ts';
import { transact } from '@/lib/store/database/transact.ts';
import { type Closure, loadClosure } from '@/lib/store/derive/closure.ts';
import { noteOtherVersion } from '@/lib/store/derive/derivation.ts';
import { deleteDesigns } from '@/lib/store/derive/design-rows.ts';
import { insertDesignsApart } from '@/lib/store/derive/insert-apart.ts';
import { tellers } from '@/lib/store/derive/undesigned.ts';
import { noteDerived } from '@/lib/store/judge/unjudged.ts';
import { loadMailmap } from '@/lib/store/mailmap.ts';

export type DesignCounts = { readonly designs: number; readonly items: number };

/** Threads whose designs are made in one transaction: bounds its memory and the time that others wait for its lock. */
const THREADS_PER_STEP = 200;

/**
 * Extracts what was said in every thread that was derived anew since the last time, a step at a time, each its own
 * transaction: the second stage of the derivation, apart because it reads bodies, and threads are worth showing before.
 * A design for whose thread `read` throws, or extraction does, or of which the database refuses a row, is set aside;
 * what else it throws ends it all, and the notes are still there for the next time.
 */
export async function deriveDesigns(sql: Sql, read: typeof readThread = readThread): Promise<DesignCounts> {
  let total: DesignCounts = { designs: 0, items: 0 };
  for (;;) {
    const step = await transact(sql, async (transaction) => {
      await lockUntilCommit(transaction, 'derivation');
      return deriveStep(transaction, read);
    });
    if (step === null) return total;
    total = { designs: total.designs + step.designs, items: total.items + step.items };
  }
}

/** The same inside a transaction that holds the lock. */
export async function deriveDesignsWithin(transaction: Sql): Promise<void> {
  while ((await deriveStep(transaction, readThread)) !== null);
}

async function deriveStep(transaction: Sql, read: typeof readThread): Promise<DesignCounts | null> {
  const rows = await transaction<{ thread_id: string }[]>`
    DELETE FROM operational.undesigned WHERE thread_id IN (
      SELECT thread_id FROM operational.undesigned ORDER BY thread_id COLLATE "C" LIMIT ${THREADS_PER_STEP})
    RETURNING thread_id`;
  if (rows.length === 0) return null;
  const pending = rows.map((row) => row.thread_id);
  const found = await extractAround(transaction, pending, read);
  const threads = found.flatMap(({ design }) => design.threadIds);
  await deleteDesigns(transaction, [...pending, ...threads]);
  const extracted = await insertDesignsApart(transaction, found);
  const changed = [...new Set([...pending, ...threads])];
  await noteChanged(transaction, changed);
  await noteDerived(transaction, changed);
  await transaction`DELETE FROM operational.undesigned WHERE thread_id = ANY(${threads})`;
  await noteOtherVersion(transaction);
  return { designs: extracted.length, items: extracted.reduce((sum, { items }) => sum + items.length, 0) };
}

/** The designs these threads belong to now. Threads that are gone belong to none. */
async function extractAround(
  sql: Sql,
  threadIds: readonly string[],
  read: typeof readThread,
): Promise<readonly ExtractedDesign[]> {
  const { derived, messages } = await deriveDesignsAround(sql, threadIds, await loadMailmap(sql));
  const wanted = new Set(threadIds);
  const designs = findDesigns(derived).filter((design) => design.threadIds.some((id) => wanted.has(id)));
  const keys = messages.map(({ key }) => key);
  return extractDesigns(designs, derived, withBodies(messages, await loadBodies(sql, keys)), true, read);
}

/**
 * The design that the thread of a message belongs to, as it was at `at` (epoch milliseconds; null: now), extracted anew
 * from the messages up to then, with the series of its closure; null when the archive has no such message.
 */
export async function extractDesignOf(
  sql: Sql,
  messageId: string,
  at: number | null,
): Promise<{ readonly extracted: ExtractedDesign; readonly series: Derived['series'] } | null> {
  const rows = await sql<{ thread_id: string }[]>`
    SELECT n.thread_id FROM derived.thread_node n JOIN derived.message m ON m.key = n.message_key
    WHERE n.message_id = ${messageId} ORDER BY m.first_of_id DESC LIMIT 1`;
  const mailmap = await loadMailmap(sql);
  const threadIds = rows.map((row) => row.thread_id);
  const whole = await deriveDesignsAround(sql, threadIds, mailmap);
  const messages = whole.messages.filter(({ time }) => at === null || time <= at);
  const derived = deriveArchive(messages, mailmap, deriveWhole, await loadRefused(sql));
  const wanted = derived.threads.find(({ nodes }) =>
    nodes.some((node) => node.messageId === messageId && node.key !== null),
  );
  const design = findDesigns(derived).find(({ threadIds: ids }) => ids.some((id) => id === wanted?.id));
  if (design === undefined) return null;
  const bodies = await loadBodies(
    sql,
    messages.map(({ key }) => key),
  );
  const [extracted] = extractDesigns([design], derived, withBodies(messages, bodies), false);
  return extracted === undefined ? null : { extracted, series: derived.series };
}

/** The closure of the designs of these threads and of the threads that tell of them. */
async function deriveDesignsAround(
  sql: Sql,
  threadIds: readonly string[],
  mailmap: MailmapIndex,
): Promise<Closure> {
  const near = await deriveAround(sql, threadIds, mailmap);
  const wanted = new Set(threadIds);
  const around = findDesigns(near.derived).flatMap((design) =>
    design.threadIds.some((id) => wanted.has(id)) ? design.threadIds : [],
  );
  const told = await sql<{ thread_id: string }[]>`${tellers(sql, around)}`;
  return deriveAround(sql, [...around, ...told.map((row) => row.thread_id)], mailmap);
}

/** Threads and series of these threads' closure, as they stand in the archive. */
async function deriveAround(sql: Sql, threadIds: readonly string[], mailmap: MailmapIndex): Promise<Closure> {
  const members = await sql<{ message_key: string }[]>`
    SELECT message_key FROM derived.thread_node
    WHERE thread_id = ANY(${threadIds}) AND message_key IS NOT NULL`;
  const keys = members.map((row) => row.message_key);
  return loadClosure(sql, keys, mailmap, deriveWhole, await loadRefused(sql));
}

/** Threads that have no series in the archive: their designs have none either. */
async function loadRefused(sql: Sql): Promise<Refused> {
  const rows = await sql<{ id: string; failure: string }[]>`
    SELECT thread_id AS id, failure FROM derived.thread_failure`;
  return new Map(rows.map(({ id, failure }) => [id, { failure, without: 'series' }]));
}

async function loadBodies(sql: Sql, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await sql<{ key: string; body: string }[]>`
    SELECT key, body FROM derived.message WHERE key = ANY(${keys}::uuid[])`;
  return new Map(rows.map(({ key, body }) => [key, body]));
}

function withBodies(
  messages: readonly Skeleton[],
  bodies: ReadonlyMap<string, string>,
): ReadonlyMap<string, Skeleton & { readonly body: string }> {
  return new Map(
    messages.flatMap((message) => {
      const body = bodies.get(message.key);
      return body === undefined ? [] : [[message.key, { body, ...message }] as const];
    }),
  );
}
