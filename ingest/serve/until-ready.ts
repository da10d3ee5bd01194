import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@/lib/base/app-error.ts';
import { UNCOMPRESSED } from '@/lib/base/uncompressed.ts';

const POLL_MS = 50;

/**
 * Waits until a page of ours is at `address`: somebody else may have taken the port since we looked. Throws AppError
 * when there is none after `ms`, also when something takes the connection and says nothing; what `unwanted` says when
 * that is aborted: a wait nobody waits for would keep the process.
 */
export async function untilReady(address: string, ms: number, unwanted?: AbortSignal): Promise<void> {
  const late = AbortSignal.timeout(ms);
  const end = unwanted === undefined ? late : AbortSignal.any([late, unwanted]);
  while (!end.aborted) {
    const page = await fetchPage(address, end).catch(() => '');
    if (page.includes('Docket')) return;
    await sleep(POLL_MS);
  }
  unwanted?.throwIfAborted();
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
