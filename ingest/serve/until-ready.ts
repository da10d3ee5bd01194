import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@/lib/base/app-error.ts';

const POLL_MS = 50;

/**
 * Waits until a page of ours is at `address`: somebody else may have taken the port since we looked. Throws AppError
 * when there is none after `ms`, also when something takes the connection and says nothing.
 */
export async function untilReady(address: string, ms: number): Promise<void> {
  const late = AbortSignal.timeout(ms);
  while (!late.aborted) {
    const page = await fetchPage(address, late).catch(() => '');
    if (page.includes('Docket')) return;
    await sleep(POLL_MS);
  }
  throw new AppError(
    'UNSUPPORTED',
    'The web process does not answer.',
    'Look at its lines above; docket doctor may help.',
  );
}

async function fetchPage(address: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(address, { signal });
  return response.ok ? response.text() : '';
}
