import type { Sql } from 'postgres';

const WORKER = 'docket-worker';

/**
 * What the session of the one worker calls itself: with the address of the pages it was started beside (null: alone).
 * It stands there for as long as it works, whatever port was free, and needs no row that a kill would leave behind.
 */
export function workerName(servedAt: string | null): string {
  return servedAt === null ? WORKER : `${WORKER} ${servedAt}`;
}

/** Where the pages of this database are served from just now; null when no server runs, or none has a worker. */
export async function findServedAt(sql: Sql): Promise<string | null> {
  const [row] = await sql<{ name: string }[]>`
    SELECT application_name AS name FROM pg_stat_activity
    WHERE datname = current_database() AND application_name LIKE ${`${WORKER} http%`} LIMIT 1`;
  return row?.name.slice(WORKER.length + 1) ?? null;
}
