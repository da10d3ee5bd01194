import postgres, { type Sql } from 'postgres';
import { connectionOptions } from '@/lib/store/connection-options.ts';

/**
 * What changed while pages are open: whoever writes notifies PostgreSQL in its own transaction, so the word comes when
 * the rows are there, and every web process listens on one connection of its own while some page does.
 */
export const CHANNEL = 'docket_changed';

/** In place of a thread: no design is what it was, as when two addresses turn out to be one person. */
export const EVERY_DESIGN = '*';

type Listener = (threadId: string) => void;

const holder = globalThis as unknown as { docketLive?: Live };
type Live = {
  readonly listeners: Set<Listener>;
  /** The connection that listens, once it does; null while nobody wants it. All wait for one. */
  listening: Promise<Sql> | null;
};

/** Tells open pages that the designs of these threads are not what they were. */
export async function noteChanged(transaction: Sql, threadIds: readonly string[]): Promise<void> {
  await transaction`SELECT pg_notify(${CHANNEL}, id) FROM unnest(${threadIds as string[]}::text[]) AS id`;
}

/**
 * Calls back with the id of each thread that changes, until the returned function is called. Throws what the database
 * refuses; then nobody listens, and the next call tries again.
 */
export async function onChanged(listener: Listener): Promise<() => void> {
  holder.docketLive ??= { listeners: new Set(), listening: null };
  const live = holder.docketLive;
  live.listeners.add(listener);
  const stop = (): void => {
    live.listeners.delete(listener);
    if (live.listeners.size > 0 || live.listening === null) return;
    const unused = live.listening;
    live.listening = null;
    // One that was refused has ended by itself.
    unused.then(
      (sql) => sql.end({ timeout: 1 }),
      () => undefined,
    );
  };
  live.listening ??= listen(live);
  const { listening } = live;
  try {
    await listening;
  } catch (error) {
    if (live.listening === listening) live.listening = null;
    stop();
    throw error;
  }
  return stop;
}

async function listen(live: Live): Promise<Sql> {
  const url = process.env['DOCKET_WEB_DATABASE_URL'] ?? '';
  const sql = postgres({
    ...connectionOptions(url),
    max: 1,
    onnotice: () => undefined,
    connect_timeout: 2,
  });
  try {
    // postgres.js listens again by itself after the server was away.
    await sql.listen(CHANNEL, (threadId) => {
      for (const listener of live.listeners) listener(threadId);
    });
    return sql;
  } catch (error) {
    await sql.end({ timeout: 1 });
    throw error;
  }
}
