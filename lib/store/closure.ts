import type { Sql } from 'postgres';
import type { Skeleton } from '@/lib/mail/skeleton.ts';
import { deriveArchive } from '@/lib/series/derive.ts';
import { loadSkeletonsByKey, loadSkeletonsByThread } from '@/lib/store/skeleton-rows.ts';

/** The part of the archive that must be derived together: whole threads, and all threads of their version chains. */
export type Closure = {
  readonly messages: readonly Skeleton[];
  /** Threads as they stand in the database now, to be replaced. */
  readonly threadIds: readonly string[];
};

/**
 * The closure of a set of messages (docs/derive.md): every thread that holds one of them or an id one of them cites,
 * every thread these cite in turn, and every thread with a series of the same chain.
 */
export async function loadClosure(sql: Sql, keys: readonly string[]): Promise<Closure> {
  const messages = new Map<string, Skeleton>();
  const threadIds = new Set<string>();
  const lookedUp = new Set<string>();
  const add = (loaded: readonly Skeleton[]): void => {
    for (const message of loaded) messages.set(message.key, message);
  };
  const follow = async (found: readonly string[]): Promise<number> => {
    const fresh = found.filter((id) => !threadIds.has(id));
    for (const id of fresh) threadIds.add(id);
    if (fresh.length > 0) add(await loadSkeletonsByThread(sql, fresh));
    return fresh.length;
  };
  add(await loadSkeletonsByKey(sql, keys));
  await follow(await findThreadsByKey(sql, keys));
  for (;;) {
    const cited = citedIds(messages.values()).filter((id) => !lookedUp.has(id));
    for (const id of cited) lookedUp.add(id);
    if ((await follow(await findThreadsById(sql, cited))) > 0) continue;
    const { series } = deriveArchive([...messages.values()]);
    const chainKeys = new Set(series.map((one) => one.chainKey));
    for (const chainKey of await findChainKeys(sql, [...threadIds])) chainKeys.add(chainKey);
    if ((await follow(await findThreadsByChain(sql, [...chainKeys]))) > 0) continue;
    return { messages: [...messages.values()], threadIds: [...threadIds] };
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
    SELECT DISTINCT thread_id FROM derived.thread_node WHERE message_key = ANY(${keys as string[]}::uuid[])`;
  return rows.map((row) => row.thread_id);
}

async function findThreadsById(sql: Sql, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  const rows = await sql<ThreadRow[]>`
    SELECT DISTINCT thread_id FROM derived.thread_node WHERE message_id = ANY(${ids as string[]})`;
  return rows.map((row) => row.thread_id);
}

async function findThreadsByChain(sql: Sql, chainKeys: readonly string[]): Promise<readonly string[]> {
  const rows = await sql<ThreadRow[]>`
    SELECT DISTINCT thread_id FROM derived.series WHERE chain_key = ANY(${chainKeys as string[]})`;
  return rows.map((row) => row.thread_id);
}

async function findChainKeys(sql: Sql, threadIds: readonly string[]): Promise<readonly string[]> {
  const rows = await sql<{ chain_key: string }[]>`
    SELECT DISTINCT chain_key FROM derived.series WHERE thread_id = ANY(${threadIds as string[]})`;
  return rows.map((row) => row.chain_key);
}
