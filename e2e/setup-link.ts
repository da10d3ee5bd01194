import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Where site.ts puts the link that `docket serve` prints for the first admin. */
export function setupLinkFile(): string {
  return join(tmpdir(), `docket-e2e-${process.env['DOCKET_E2E_PORT'] ?? '3000'}.link`);
}

const TRIES = 200;

/** The path of the link; the site prints it as soon as it serves. */
export async function setupLink(): Promise<string> {
  for (let i = 0; i < TRIES; i += 1) {
    const text = await readFile(setupLinkFile(), 'utf8').catch(() => '');
    if (text !== '') return text;
    await sleep(100);
  }
  throw new Error('the site printed no link for the first admin');
}
