import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { type Database, withDatabase } from '@/ingest/database.ts';
import { untilAborted } from '@/ingest/pause.ts';
import { choosePort } from '@/ingest/serve/choose-port.ts';
import { keepRunning } from '@/ingest/serve/keep-running.ts';
import { untilReady } from '@/ingest/serve/until-ready.ts';
import { whenAnswered } from '@/ingest/serve/when-answered.ts';
import { describeApplied } from '@/ingest/show/applied.ts';
import { checkLocation, sourceName } from '@/ingest/sources/open-source.ts';
import { isStandardInput } from '@/ingest/sources/standard-input.ts';
import { type ManagedChild, spawnManaged } from '@/ingest/start/spawn-child.mjs';
import { stopOnSignal } from '@/ingest/stop-signal.ts';
import { watchEveryMs } from '@/ingest/watch.ts';
import { isLoopback, loadSettings } from '@/lib/auth/settings.ts';
import { makeSetupLink } from '@/lib/auth/setup-link.ts';
import { AppError } from '@/lib/base/app-error.ts';
import { hasAdmin } from '@/lib/store/account/link-row.ts';
import { isDerivationStale } from '@/lib/store/derive/derivation.ts';
import { enqueueDerive, enqueueJob, forgiveRunning, loadJobState } from '@/lib/store/jobs/job.ts';

const ROOT = dirname(dirname(import.meta.dirname));
const SAMPLE = join(ROOT, 'ingest', 'sample', 'zero-range.mbox');
const FRONT = new URL('../start/front.mjs', import.meta.url).href;
const OWN_HOST = new URL('../start/own-host.mjs', import.meta.url).href;
const PEER_ADDRESS = new URL('../start/peer-address.mjs', import.meta.url).href;
/** How long the URL waits for the sources given: a thread is there when the page opens, an archive fills up. */
const INGEST_WAIT_MS = 20_000;
const WEB_READY_MS = 60_000;
const WORKER_NICENESS = 10;
/**
 * A page takes 2 s at most, and the worker ends after as long: what is open then is a request that never ends, or a
 * derivation that hears of nothing for ten. What was stored stays.
 */
const END_MS = 3_000;
/**
 * A page is a little of much code: machine code that is made at once, though not the best, and a young heap that holds
 * some hundred pages. A search took 3 to 10 % less with the first and 4 % with the second (docs/search.md).
 */
const WEB_V8_FLAGS = ['--always-sparkplug', '--max-semi-space-size=32'];

type Ask = <T>(work: () => Promise<T>) => Promise<T>;

export type ServeOptions = {
  /** null: 3000, or the next free port. */
  readonly port: number | null;
  readonly host: string;
  readonly sources: readonly string[];
};

/** Whether all that was given can be served, but for a build; gives the port. Throws AppError. */
export async function checkServe({ host, port, sources }: ServeOptions): Promise<number> {
  loadSettings(process.env);
  // The worker's business, but it would be started again and again only to refuse it.
  watchEveryMs(process.env);
  for (const source of sources) await checkServed(source);
  return choosePort(host, port);
}

/** Serves until SIGINT, SIGTERM or SIGHUP; returns the exit code. */
export async function serve(options: ServeOptions): Promise<number> {
  const { origin } = loadSettings(process.env);
  const port = await checkServe(options);
  if (!existsSync(join(ROOT, '.next', 'BUILD_ID'))) {
    throw new AppError(
      'UNSUPPORTED',
      'There is no build of the pages.',
      'Run: npm start (it builds what is missing)',
    );
  }
  return withDatabase({ migrate: 'embedded', derives: true }, async (database) => {
    const { sql } = database;
    // Only now: until there is something to stop in order, a signal is to end us at once.
    const stop = stopOnSignal();
    const stopping = untilAborted(stop);
    // A database that restarts meanwhile is no reason to end.
    const ask: Ask = (work) => whenAnswered(work, () => !stop.aborted);
    report('database', describeApplied(database.applied));
    const worker = keepRunning(
      () => startWorker(addressOf(options.host, port)),
      (code) => report('worker', `ended with ${code}, starting it again`),
    );
    const web = keepRunning(
      () => startWeb(options.host, port, database),
      (code) => report('web', `ended with ${code}, starting it again`),
    );
    let isEnding = false;
    // Pages go on without a worker; only their own end is the end.
    void worker.ended.then(() => {
      if (!isEnding) report('worker', 'ended too often; the pages go on without it, see docket doctor');
    });
    try {
      const jobs = await orderJobs(ask, sql, options.sources);
      const home = `http://${hostInUrl(options.host)}:${port}/`;
      const ready = untilReady(home, WEB_READY_MS, stop, database.lease.appUrl).then(() =>
        untilIngested(ask, sql, jobs),
      );
      const first = await Promise.race([ready, stopping, web.ended]);
      if (first === 'ready' || first === 'ingesting') {
        const address = announce(options.host, port, first);
        if (!(await ask(() => hasAdmin(sql)))) await ask(() => announceSetup(sql, origin ?? address));
        await Promise.race([stopping, web.ended]);
      }
      return stop.aborted ? 0 : 1;
    } finally {
      isEnding = true;
      report('stopping', 'pages and worker');
      const [{ signal }] = await Promise.all([worker.stop({ termMs: END_MS }), web.stop({ termMs: END_MS })]);
      // It was in the middle of a job and could not say itself that it was asked to stop.
      if (signal === 'SIGKILL') await forgiveRunning(sql).catch(() => undefined);
    }
  });
}

/** A source that was typed wrong is told at once; the worker would only log it. Throws AppError. */
async function checkServed(source: string): Promise<void> {
  if (!isStandardInput(source)) return checkLocation(source);
  throw new AppError(
    'BAD_INPUT',
    'Standard input cannot be given to a server.',
    'Run beside it: docket ingest -',
  );
}

/** Has made anew what another version derived, and read what is to be served; gives the jobs of the latter. */
async function orderJobs(ask: Ask, sql: Sql, given: readonly string[]): Promise<readonly string[]> {
  if (await ask(() => isDerivationStale(sql))) {
    report('derived rows', 'of another version, made again now; pages show the old ones meanwhile');
    await ask(() => enqueueDerive(sql));
  }
  const sources = await ask(() => chooseSources(sql, given));
  return Promise.all(
    sources.map((location) =>
      // The worker that takes the job may be one of another server, in another folder.
      ask(() => enqueueJob(sql, { kind: 'ingest', payload: { location: sourceName(location), list: null } })),
    ),
  );
}

/** The sources given, and the sample when the archive would stay empty. */
async function chooseSources(sql: Sql, given: readonly string[]): Promise<readonly string[]> {
  if (given.length > 0) return given;
  const [row] = await sql<{ empty: boolean }[]>`
    SELECT NOT EXISTS (SELECT FROM ground.raw_message) AS empty`;
  return row?.empty ? [SAMPLE] : [];
}

/** `address`: what `docket invite` beside us says. */
function startWorker(address: string): ManagedChild {
  return spawnManaged(join(ROOT, 'ingest', 'docket.mjs'), ['worker'], {
    env: { DOCKET_SERVED_AT: address },
    nice: WORKER_NICENESS,
    prefix: '  worker: ',
  });
}

function startWeb(host: string, port: number, { lease }: Database): ManagedChild {
  const preloads = [FRONT, PEER_ADDRESS, ...(isLoopback(hostInUrl(host)) ? [OWN_HOST] : [])];
  return spawnManaged(
    join(ROOT, 'node_modules', 'next', 'dist', 'bin', 'next'),
    ['start', '--hostname', host, '--port', String(port)],
    {
      cwd: ROOT,
      nodeArgs: [...WEB_V8_FLAGS, ...preloads.flatMap((module) => ['--import', module])],
      env: { DOCKET_WEB_DATABASE_URL: lease.appUrl, NEXT_TELEMETRY_DISABLED: '1' },
      prefix: '  web: ',
      onLine: (line) => {
        // Next's own banner names a URL before we are ready.
        if (!/▲|- Local:|- Network:|✓|^\s*web:\s*$/.test(line)) process.stderr.write(`${line}\n`);
      },
    },
  );
}

async function untilIngested(ask: Ask, sql: Sql, jobs: readonly string[]): Promise<'ready' | 'ingesting'> {
  const deadline = performance.now() + INGEST_WAIT_MS;
  for (const id of jobs) {
    for (;;) {
      const job = await ask(() => loadJobState(sql, id));
      if (job === null || job.state === 'done' || job.state === 'failed') break;
      if (performance.now() > deadline) return 'ingesting';
      await sleep(100);
    }
  }
  return 'ready';
}

function announce(host: string, port: number, state: 'ready' | 'ingesting'): string {
  const still = state === 'ingesting' ? ' (still ingesting, pages fill up)' : '';
  const address = addressOf(host, port);
  process.stdout.write(
    `\nDocket is at ${address}/${still}\n` +
      'Ingest something real: npm run docket -- ingest SOURCE   (an address on lore, an mbox, a public-inbox clone)\n',
  );
  return address;
}

/** As it is opened on this machine. */
function addressOf(host: string, port: number): string {
  const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${hostInUrl(shown)}:${port}`;
}

/** An IPv6 address stands in brackets. */
function hostInUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

/** Nobody can let others in yet. A later start prints another link, and this one then works no more. */
async function announceSetup(sql: Sql, address: string): Promise<void> {
  const link = await makeSetupLink(sql, address);
  process.stdout.write(`To make the first admin, open this once within a day (docs/accounts.md):\n${link}\n`);
}

function report(step: string, outcome: string): void {
  process.stdout.write(`${step.padEnd(12)} ${outcome}\n`);
}
