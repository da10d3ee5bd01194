import { setTimeout as sleep } from 'node:timers/promises';
import postgres, { type Sql } from 'postgres';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';

/**
 * What changed while pages are open: whoever writes notifies PostgreSQL in its own transaction, so the word comes when
 * the rows are there, and every web process listens on one connection of its own while some page does.
 */
export const CHANNEL = 'docket_changed';

/** In place of a thread: no design is what it was, as when two addresses turn out to be one person. */
export const EVERY_DESIGN = '*';

/** Pause before a connection that was lost is opened again; doubled each time. */
const AGAIN_MS_MIN = 100;
const AGAIN_MS_MAX = 5_000;

type Listener = (threadId: string) => void;

type Live = {
  readonly listeners: Set<Listener>;
  /** What ends the listening, once it is begun; null while nobody wants it. All wait for one. */
  listening: Promise<AbortController> | null;
};

/** One for all copies of this module: Next bundles it once for every route. */
declare global {
  var docketLive: Live | undefined;
}

/** Tells open pages that the designs of these threads are not what they were. */
export async function noteChanged(transaction: Sql, threadIds: readonly string[]): Promise<void> {
  await transaction`SELECT pg_notify(${CHANNEL}, id) FROM unnest(${threadIds}::text[]) AS id`;
}

/**
 * Calls back with the id of each thread that changes, until the returned function is called, and with `EVERY_DESIGN`
 * when it listens again after the database was away: what changed meanwhile was heard by nobody. Throws what the
 * database refuses at the start; then nobody listens, and the next call tries again.
 */
export async function onChanged(listener: Listener): Promise<() => void> {
  globalThis.docketLive ??= { listeners: new Set(), listening: null };
  const live = globalThis.docketLive;
  live.listeners.add(listener);
  const stop = (): void => {
    live.listeners.delete(listener);
    if (live.listeners.size > 0 || live.listening === null) return;
    const unused = live.listening;
    live.listening = null;
    // One that was refused has ended by itself.
    unused.then(
      (over) => over.abort(),
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

async function listen(live: Live): Promise<AbortController> {
  const first = await openSession(live);
  const over = new AbortController();
  void keepSession(first, live, over.signal);
  return over;
}

/** One connection after the other until `over`, whatever becomes of the database. Never throws. */
async function keepSession(first: Session, live: Live, over: AbortSignal): Promise<void> {
  let session: Session | null = first;
  for (let pauseMs = AGAIN_MS_MIN; ; pauseMs = Math.min(pauseMs * 2, AGAIN_MS_MAX)) {
    if (session !== null) {
      await aborted(AbortSignal.any([session.lost, over]));
      await session.sql.end({ timeout: 1 });
      pauseMs = AGAIN_MS_MIN;
    }
    // An abort is a reason to end, not an error.
    await sleep(pauseMs, undefined, { signal: over }).catch(() => undefined);
    if (over.aborted) return;
    session = await openSession(live).catch(() => null);
    if (session !== null) tell(live, EVERY_DESIGN);
  }
}

function tell({ listeners }: Live, threadId: string): void {
  for (const listener of listeners) listener(threadId);
}

/** `lost` is aborted when the connection is gone. */
type Session = { readonly sql: Sql; readonly lost: AbortSignal };

async function openSession(live: Live): Promise<Session> {
  const lost = new AbortController();
  const options = {
    ...connectionOptions(process.env['DOCKET_WEB_DATABASE_URL'] ?? ''),
    max: 1,
    max_lifetime: null,
    connect_timeout: 2,
    onnotice: () => undefined,
    onclose: () => lost.abort(),
    // Its `listen` opens a connection of its own, and does not say that it was lost. This is known to postgres.js
    // (3.4.9), not to its types.
    onnotify: (_channel: string, threadId: string) => tell(live, threadId),
  };
  const sql = postgres(options);
  try {
    await sql.unsafe(`LISTEN ${CHANNEL}`);
    if (!lost.signal.aborted) return { sql, lost: lost.signal };
  } catch (error) {
    await sql.end({ timeout: 1 });
    throw error;
  }
  await sql.end({ timeout: 1 });
  throw new Error('the connection that was to listen was lost');
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
