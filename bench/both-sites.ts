import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '@/e2e/free-port.ts';
import { corpusPath } from '@/ingest/corpus-path.ts';
import { makeTestHome, removeTestHome } from '@/ingest/postgres/test-database.ts';
import { type ManagedChild, spawnManaged } from '@/ingest/start/spawn-child.mjs';
import { startPublicInbox } from './public-inbox.ts';

/** One inbox served by Docket and by public-inbox-httpd; `ours` and `theirs` are its addresses, without a slash. */
export type BothSites = {
  readonly ours: string;
  readonly theirs: string;
  /** Of public-inbox. */
  readonly version: string;
  /** Their git repository of its mails. */
  readonly repository: string;
};

const BUNDLE = corpusPath('linux-xfs-2024q3.bundle');
const INBOX = 'linux-xfs';
const READY_MS = 90_000;

const ROOT = join(import.meta.dirname, '..');
const DOCKET = join(ROOT, 'ingest', 'docket.mjs');

/** Serves a quarter of linux-xfs on both sides while `compare` runs, which gives the exit code. */
export async function compareSites(compare: (sites: BothSites) => Promise<number>): Promise<number> {
  if (!existsSync(join(ROOT, '.next', 'BUILD_ID'))) throw new Error('There is no build. Run: npx next build');
  const folder = mkdtempSync(join(tmpdir(), 'docket-bench-'));
  const home = await makeTestHome();
  delete process.env['DATABASE_URL'];
  process.env['DOCKET_HOME'] = home;
  const stops: (() => Promise<unknown>)[] = [];
  try {
    const theirs = await startPublicInbox(BUNDLE, folder, INBOX, await freePort());
    stops.push(theirs.stop);
    const run = promisify(execFile);
    await run(process.execPath, [DOCKET, 'ingest', '--list', INBOX, BUNDLE]);
    // Or the worker makes the designs while pages are measured, and their marks change what is measured.
    await run(process.execPath, [DOCKET, 'derive']);
    const port = await freePort();
    const site = spawnManaged(DOCKET, ['serve', '--host', '127.0.0.1', '--port', String(port)], {
      prefix: 'docket: ',
    });
    stops.push(() => site.stop({ termMs: 45_000 }));
    const ours = `http://127.0.0.1:${port}/${INBOX}`;
    await untilServing(`${ours}/`, site);
    const repository = join(folder, INBOX, 'git', '0.git');
    return await compare({ ours, theirs: theirs.url, version: theirs.version, repository });
  } finally {
    for (const stop of stops.reverse()) await stop();
    await removeTestHome(home);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function untilServing(url: string, site: ManagedChild): Promise<void> {
  const deadline = performance.now() + READY_MS;
  const ended = site.ended.then(({ code }) => {
    throw new Error(`docket serve ended with ${code}`);
  });
  while (performance.now() < deadline) {
    const response = await Promise.race([fetch(url).catch(() => null), ended]);
    if (response?.ok) return;
    await sleep(200);
  }
  throw new Error(`${url} does not answer with 200`);
}
