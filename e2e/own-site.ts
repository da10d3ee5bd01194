import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port.ts';

export type OwnSite = { readonly url: string; readonly stop: () => Promise<void> };

/** For what `stop` waits at most: longer than site.ts gives its processes. */
export const STOPPED_MS = 90_000;

/**
 * A site beside that of the configuration, for a spec that changes what others read or asks another archive: the
 * bundled sample or a whole quarter of real mail.
 */
export async function startOwnSite(archive: 'sample' | 'quarter', readyMs: number): Promise<OwnSite> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const site = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'site.ts')], {
    cwd: dirname(import.meta.dirname),
    env: { ...process.env, DOCKET_E2E_PORT: String(port), DOCKET_E2E_ARCHIVE: archive },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise((resolve) => site.once('exit', resolve));
  const stop = async (): Promise<void> => {
    site.kill('SIGTERM');
    await ended;
  };
  const deadline = performance.now() + readyMs;
  while (performance.now() < deadline && site.exitCode === null) {
    const response = await fetch(url).catch(() => null);
    if (response?.ok) return { url, stop };
    await sleep(200);
  }
  const reason = site.exitCode ?? 'too slow';
  await stop();
  throw new Error(`the site of its own did not begin: ${reason}`);
}
