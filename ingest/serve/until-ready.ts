import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { AppError } from '@/lib/base/app-error.ts';
import { UNCOMPRESSED } from '@/lib/base/uncompressed.ts';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';

const POLL_MS = 50;
const CONNECT_SECONDS = 10;

/**
 * Waits until a page of ours is at `address`: somebody else may have taken the port since we looked. Throws AppError
 * when there is none after `ms`, also when something takes the connection and says nothing; what `unwanted` says when
 * that is aborted: a wait nobody waits for would keep the process. Pages that have no database answer 503 and do not
 * say why: then `databaseUrl` is connected to, and what it refuses that with is thrown.
 */
export async function untilReady(
  address: string,
  ms: number,
  unwanted?: AbortSignal,
  databaseUrl?: string,
): Promise<void> {
  const late = AbortSignal.timeout(ms);
  const end = unwanted === undefined ? late : AbortSignal.any([late, unwanted]);
  while (!end.aborted) {
    const page = await fetchPage(address, end).catch(() => '');
    if (page.includes('Docket')) return;
    await sleep(POLL_MS);
  }
  unwanted?.throwIfAborted();
  if (databaseUrl !== undefined) await connectAnew(databaseUrl);
  throw new AppError(
    'UNSUPPORTED',
    'The web process does not answer.',
    'Look at its lines above; docket doctor may help.',
  );
}

async function fetchPage(address: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(address, { signal, headers: UNCOMPRESSED });
  return response.ok ? response.text() : '';
}

/** Throws what the server ends a new connection with; who is connected already may hear of nothing (a full disk). */
async function connectAnew(url: string): Promise<void> {
  const sql = postgres({
    ...connectionOptions(url),
    max: 1,
    connect_timeout: CONNECT_SECONDS,
    onnotice: () => undefined,
  });
  try {
    await sql`SELECT`;
  } finally {
    await sql.end({ timeout: 1 });
  }
}
