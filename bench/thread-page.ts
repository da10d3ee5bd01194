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
import { type ManagedChild, spawnManaged } from '@/ingest/start/spawn-child.mjs';
import { readMails } from './bundle.ts';
import { fetchPage, type Load, measureLoad } from './load.ts';
import { missingFrom, type Probe, probesOf } from './page-content.ts';
import { startPublicInbox } from './public-inbox.ts';
import { median, ratio, report } from './report.ts';

/**
 * Requests a second of our thread page against public-inbox-httpd on the same thread of 30 messages. What is measured
 * and what makes it fair: bench/README.md.
 */
const BUNDLE = corpusPath('linux-xfs-2024q3.bundle');
const INBOX = 'linux-xfs';
/** A backport series of 26 patches with cover and three answers: the only thread of exactly 30 in the bundle. */
const THREAD = '20240924183851.1901667-1-leah.rumancik@gmail.com';
const THREAD_MESSAGES = 30;
const CONNECTIONS = 8;
const ROUNDS = 5;
const ROUND_SECONDS = 5;
const WARM_UP_SECONDS = 3;
const RATIO_MIN = 3;
const READY_MS = 90_000;

const ROOT = join(import.meta.dirname, '..');
const DOCKET = join(ROOT, 'ingest', 'docket.mjs');
const run = promisify(execFile);

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
    const probes = await probesOf(threadMails(join(folder, INBOX, 'git', '0.git')));
    await run(process.execPath, [DOCKET, 'ingest', '--list', INBOX, BUNDLE]);
    // Or the worker makes the designs while pages are measured, and their marks change what is measured.
    await run(process.execPath, [DOCKET, 'derive']);
    const port = await freePort();
    const site = spawnManaged(DOCKET, ['serve', '--host', '127.0.0.1', '--port', String(port)], {
      prefix: 'docket: ',
    });
    stops.push(() => site.stop({ termMs: 45_000 }));
    const page = `${encodeURIComponent(THREAD).replace('%40', '@')}/T/`;
    const ours = `http://127.0.0.1:${port}/${INBOX}/${page}`;
    await untilServing(ours, site);
    await assertWhole(ours, probes);
    await assertWhole(`${theirs.url}/${page}`, probes);
    return await compare(ours, `${theirs.url}/${page}`, theirs.version);
  } finally {
    for (const stop of stops.reverse()) await stop();
    await removeTestHome(home);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compare(ourUrl: string, theirUrl: string, version: string): Promise<number> {
  const ours: Load[] = [];
  const theirs: Load[] = [];
  await measureLoad(ourUrl, CONNECTIONS, WARM_UP_SECONDS);
  await measureLoad(theirUrl, CONNECTIONS, WARM_UP_SECONDS);
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(await measureLoad(ourUrl, CONNECTIONS, ROUND_SECONDS));
    theirs.push(await measureLoad(theirUrl, CONNECTIONS, ROUND_SECONDS));
  }
  const [our, their] = [ours, theirs].map((loads) => loads.map((load) => load.requestsPerSecond));
  if (our === undefined || their === undefined) throw new Error('two sides were measured');
  const [ourBytes, theirBytes] = [ours, theirs].map((loads) => (loads[0]?.bytesPerPage ?? 0) / 1000);
  return report('thread-page', [
    ratio('requests/s, Docket / public-inbox-httpd, medians', median(our) / median(their), {
      atLeast: RATIO_MIN,
    }),
    ratio(
      'requests/s, Docket / public-inbox-httpd, best of each',
      Math.max(...our) / Math.max(...their),
      null,
    ),
    { name: 'Docket, median', value: median(our), unit: '1/s', target: null },
    { name: `public-inbox-httpd ${version}, median`, value: median(their), unit: '1/s', target: null },
    { name: 'Docket, page', value: ourBytes ?? 0, unit: 'kB', target: null },
    { name: 'public-inbox-httpd, page', value: theirBytes ?? 0, unit: 'kB', target: null },
  ]);
}

/** The messages of the thread, found by what their headers refer to. */
function threadMails(repository: string): readonly Buffer[] {
  const mails = readMails(repository).filter((mail) => {
    const header = mail.toString('latin1', 0, mail.indexOf('\n\n') + 1).replace(/\n[ \t]+/g, ' ');
    return header
      .split('\n')
      .some(
        (field) => /^(?:message-id|in-reply-to|references):/i.test(field) && field.includes(`<${THREAD}>`),
      );
  });
  if (mails.length !== THREAD_MESSAGES) throw new Error(`The thread has ${mails.length} messages.`);
  return mails;
}

/** Both sides must show every message in full, or the comparison says nothing. */
async function assertWhole(url: string, probes: readonly Probe[]): Promise<void> {
  const page = await fetchPage(url, new Agent());
  if (page.status !== 200) throw new Error(`${url} answers ${page.status}`);
  const missing = missingFrom(page.body.toString('utf8'), probes);
  if (missing.length > 0) throw new Error(`${url} lacks text of:\n${missing.join('\n')}`);
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
