import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '@/e2e/free-port.ts';
import { corpusPath } from '@/ingest/corpus-path.ts';
import { makeTestHome, removeTestHome } from '@/ingest/postgres/test-database.ts';
import { spawnManaged } from '@/ingest/start/spawn-child.mjs';
import { fetchPage } from './load.ts';
import { startPublicInbox } from './public-inbox.ts';
import { EXACT, WORDS } from './recall-queries.ts';
import { median, ratio, report } from './report.ts';

/**
 * How long the page of a search takes against public-inbox-httpd on the bundle: the queries of bench/recall.ts, one
 * after the other, each asked of both sides in turn. What makes it fair: bench/README.md.
 *
 * Rounds before the clock starts, for both alike: a server runs for weeks, and what is asked is how long its pages
 * take, not how long V8 takes to make machine code of them, which goes on for some thousand requests. The first round
 * is printed too.
 */
const BUNDLE = corpusPath('linux-xfs-2024q3.bundle');
const INBOX = 'linux-xfs';
const WARM_ROUNDS = 10;
const ROUNDS = 5;
const READY_MS = 90_000;
const RATIO_MIN = 1;

const ROOT = join(import.meta.dirname, '..');
const DOCKET = join(ROOT, 'ingest', 'docket.mjs');

process.exitCode = await main();

async function main(): Promise<number> {
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
    // Or the worker makes the designs while searches are measured.
    await run(process.execPath, [DOCKET, 'derive']);
    const port = await freePort();
    const site = spawnManaged(DOCKET, ['serve', '--host', '127.0.0.1', '--port', String(port)], {
      prefix: 'docket: ',
    });
    stops.push(() => site.stop({ termMs: 45_000 }));
    const ours = `http://127.0.0.1:${port}/${INBOX}`;
    await untilServing(`${ours}/?q=flush`);
    return await compare(ours, theirs.url, theirs.version);
  } finally {
    for (const stop of stops.reverse()) await stop();
    await removeTestHome(home);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compare(ours: string, theirs: string, version: string): Promise<number> {
  const times: Record<'ours' | 'theirs', number[]> = { ours: [], theirs: [] };
  const first: typeof times = { ours: [], theirs: [] };
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (let round = 0; round < WARM_ROUNDS + ROUNDS; round += 1) {
    for (const query of [...EXACT, ...WORDS]) {
      for (const [side, url] of [
        ['ours', ours],
        ['theirs', theirs],
      ] as const) {
        const startedAt = performance.now();
        const { status } = await fetchPage(`${url}/?q=${encodeURIComponent(query)}`, agent);
        // public-inbox says 404 when nothing is found.
        if (status !== 200 && status !== 404) throw new Error(`${url} answers ${status} to ${query}`);
        const taken = performance.now() - startedAt;
        if (round === 0) first[side].push(taken);
        if (round >= WARM_ROUNDS) times[side].push(taken);
      }
    }
  }
  agent.destroy();
  const slow = (values: readonly number[]): number =>
    values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? 0;
  return report('search', [
    ratio('p50, public-inbox-httpd / Docket', median(times.theirs) / median(times.ours), {
      atLeast: RATIO_MIN,
    }),
    { name: 'Docket, p50', value: median(times.ours), unit: 'ms', target: null },
    { name: `public-inbox-httpd ${version}, p50`, value: median(times.theirs), unit: 'ms', target: null },
    { name: 'Docket, p95', value: slow(times.ours), unit: 'ms', target: null },
    { name: 'public-inbox-httpd, p95', value: slow(times.theirs), unit: 'ms', target: null },
    { name: 'Docket, p50 of the first round', value: median(first.ours), unit: 'ms', target: null },
    {
      name: 'public-inbox-httpd, p50 of the first round',
      value: median(first.theirs),
      unit: 'ms',
      target: null,
    },
  ]);
}

async function untilServing(url: string): Promise<void> {
  const deadline = performance.now() + READY_MS;
  while (performance.now() < deadline) {
    const response = await fetch(url).catch(() => null);
    if (response?.ok) return;
    await sleep(200);
  }
  throw new Error(`${url} does not answer.`);
}
