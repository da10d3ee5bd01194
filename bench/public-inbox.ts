import { execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cloneBundle } from './bundle.ts';

/** Debian's public-inbox 1.9 with one inbox, as its manual says: init, the epoch, index, httpd with one worker. */
export type PublicInbox = {
  readonly url: string;
  readonly version: string;
  readonly stop: () => Promise<void>;
};

const INSTALL = 'apt-get update && apt-get install -y public-inbox';
const READY_MS = 20_000;
const STOP_MS = 10_000;

export async function startPublicInbox(
  bundle: string,
  folder: string,
  inbox: string,
  port: number,
): Promise<PublicInbox> {
  const version = installedVersion();
  const state = join(folder, 'public-inbox');
  mkdirSync(state);
  const env = { ...process.env, PI_DIR: state, PI_CONFIG: join(state, 'config') };
  const place = join(folder, inbox);
  const url = `http://127.0.0.1:${port}/${inbox}`;
  const quiet = { env, stdio: 'pipe' } as const;
  execFileSync('public-inbox-init', ['-V2', inbox, place, url, `${inbox}@docket.example`], quiet);
  rmSync(join(place, 'git', '0.git'), { recursive: true, force: true });
  cloneBundle(bundle, join(place, 'git'));
  execFileSync('public-inbox-index', ['-L', 'full', place], quiet);
  return { url, version, stop: await startHttpd(env, state, url, port) };
}

function installedVersion(): string {
  try {
    const line = execFileSync('dpkg-query', ['--show', 'public-inbox'], { encoding: 'utf8', stdio: 'pipe' });
    return line.split('\t')[1]?.trim() ?? 'unknown';
  } catch {
    throw new Error(`This bench needs Debian's public-inbox. Run as root:\n  ${INSTALL}`);
  }
}

/** Its master does no work: `-W1` is one process that answers, as on our side. */
async function startHttpd(
  env: NodeJS.ProcessEnv,
  state: string,
  url: string,
  port: number,
): Promise<() => Promise<void>> {
  const log = join(state, 'httpd.log');
  const file = openSync(log, 'w');
  const httpd = spawn('public-inbox-httpd', ['-W1', '-l', `127.0.0.1:${port}`], {
    env,
    stdio: ['ignore', file, file],
  });
  closeSync(file);
  const ended = new Promise<void>((resolve) => {
    httpd.once('error', () => resolve());
    httpd.once('exit', () => resolve());
  });
  const stop = async (): Promise<void> => {
    httpd.kill('SIGTERM');
    const insist = setTimeout(() => httpd.kill('SIGKILL'), STOP_MS);
    await ended;
    clearTimeout(insist);
  };
  const deadline = performance.now() + READY_MS;
  while (performance.now() < deadline) {
    const response = await fetch(`${url}/`).catch(() => null);
    if (response?.ok) return stop;
    await sleep(100);
  }
  await stop();
  throw new Error(`public-inbox-httpd does not answer at ${url}:\n${readFileSync(log, 'utf8')}`);
}
