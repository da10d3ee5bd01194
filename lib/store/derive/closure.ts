import type { Sql } from 'postgres';
import type { Skeleton } from '@/lib/mail/skeleton.ts';
import { type Derived, deriveArchive, deriveWhole } from '@/lib/series/derive.ts';
import type { Refused } from '@/lib/series/derive-apart.ts';
import type { MailmapIndex } from '@/lib/series/mailmap.ts';
import { loadSkeletonsByKey, loadSkeletonsByThread } from '@/lib/store/derive/skeleton-rows.ts';
import { loadCounterparts } from '@/lib/store/keep/counterparts.ts';

/** What must be derived together: whole threads, and the threads of all series tied to theirs. */
export type Closure = {
  readonly messages: readonly Skeleton[];
  /** Threads as they stand in the database now, to be replaced. */
  readonly threadIds: readonly string[];
  /** What the messages make. */
  readonly derived: Derived;
};

/**
 * The closure of a set of messages (docs/derive.md): every thread that holds one of them or an id one of them cites,
 * every thread these cite in turn, and every thread whose series or mails of trees share a key with one of these
 * (lib/series/keys.ts, lib/series/taken.ts).
 */
export async function loadClosure(
  sql: Sql,
  pending: readonly string[],
  mailmap: MailmapIndex,
  derive: typeof deriveWhole = deriveWhole,
  refused: Refused = new Map(),
): Promise<Closure> {
  const messages = new Map<string, Skeleton>();
  const threadIds = new Set<string>();
  const lookedUp = new Set<string>();
  const seenKeys = new Set<string>();
  const add = (loaded: readonly Skeleton[]): void => {
    for (const message of loaded) messages.set(message.key, message);
  };
  const follow = async (found: readonly string[]): Promise<number> => {
    const fresh = found.filter((id) => !threadIds.has(id));
    for (const id of fresh) threadIds.add(id);
    if (fresh.length > 0) add(await loadSkeletonsByThread(sql, fresh));
    return fresh.length;
  };
  add(await loadSkeletonsByKey(sql, pending));
  await follow(await findThreadsByKey(sql, pending));
  for (;;) {
    add(await loadCounterparts(sql, messages, pending));
    const cited = citedIds(messages.values()).filter((id) => !lookedUp.has(id));
    for (const id of cited) lookedUp.add(id);
    if ((await follow(await findThreadsById(sql, cited))) > 0) continue;
    const derived = deriveArchive([...messages.values()], mailmap, derive, refused);
    const keys = new Set(derived.series.flatMap((one) => one.keys));
    for (const { key } of derived.noteKeys) keys.add(key);
    for (const key of derived.setAside.flatMap((one) => one.keys)) keys.add(key);
    for (const key of await findSeriesKeys(sql, [...threadIds])) keys.add(key);
    const unseen = [...keys].filter((key) => !seenKeys.has(key));
    for (const key of unseen) seenKeys.add(key);
    if ((await follow(await findThreadsByKeys(sql, unseen))) > 0) continue;
    return { messages: [...messages.values()], threadIds: [...threadIds], derived };
  }
}

function citedIds(messages: Iterable<Skeleton>): readonly string[] {
  const ids = new Set<string>();
  for (const message of messages) {
    ids.add(message.messageId);
    for (const id of message.references) ids.add(id);
  }
  return [...ids];
}

type ThreadRow = { readonly thread_id: string };

async function findThreadsByKey(sql: Sql, keys: readonly string[]): Promise<readonly string[]> {
  const rows = await sql<ThreadRow[]>`
    SELECT DISTINCT thread_id FROM derived.thread_node WHERE message_key = ANY(${keys}::uuid[])`;
  return rows.map((row) => row.thread_id);
}

async function findThreadsById(sql: Sql, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  const rows = await sql<ThreadRow[]>`
    SELECT DISTINCT thread_id FROM derived.thread_node WHERE message_id = ANY(${ids})`;
  return rows.map((row) => row.thread_id);
}

async function findThreadsByKeys(sql: Sql, keys: readonly string[]): Promise<readonly string[]> {
  if (keys.length === 0) return [];
  const rows = await sql<ThreadRow[]>`
    SELECT DISTINCT thread_id FROM derived.series_key WHERE key = ANY(${keys})`;
  return rows.map((row) => row.thread_id);
}

async function findSeriesKeys(sql: Sql, threadIds: readonly string[]): Promise<readonly string[]> {
  const rows = await sql<{ key: string }[]>`
    SELECT DISTINCT key FROM derived.series_key WHERE thread_id = ANY(${threadIds})`;
  return rows.map((row) => row.key);
}
