import { execFile, execFileSync, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { corpusPath } from '@/ingest/corpus-path.ts';
import { settledDigest } from '@/ingest/derive/settled-digest.ts';
import { cloneDatabase, type TestDatabase } from '@/ingest/postgres/test-database.ts';
import { TEMPLATE } from '@/ingest/test-setup.ts';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';

/**
 * The bundle of the corpus, served by Debian's public-inbox over HTTP as lore.kernel.org serves it, must bring in the
 * same rows as the bundle itself.
 */
const INBOX = 'linux-xfs';
const BUNDLE = 'linux-xfs-2024q3.bundle';
const COMMITS = 3_327;
/** A backport series of 26 patches with cover and three answers. */
const THREAD = '20240924183851.1901667-1-leah.rumancik@gmail.com';
const THREAD_MESSAGES = 30;
const READY_MS = 30_000;
const PORTS_TRIED = 3;
const COMMAND_MS = 120_000;

let folder = '';
let host = '';
let stopServer = async (): Promise<void> => undefined;
const databases: TestDatabase[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docket-remote-'));
  await chmod(folder, 0o711);
  stopServer = await serveBundle();
}, 120_000);

afterAll(async () => {
  await stopServer();
  for (const database of databases) await database.drop();
  await rm(folder, { recursive: true, force: true });
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0));
    });
  });
}

/** As its manual says: init, the epoch, index, httpd with one worker. Never skipped: without the package it fails. */
async function serveBundle(): Promise<() => Promise<void>> {
  const state = join(folder, 'state');
  const inbox = join(folder, INBOX);
  const env = { ...process.env, PI_DIR: state, PI_CONFIG: join(state, 'config') };
  const run = (program: string, args: readonly string[]): void => {
    try {
      execFileSync(program, args, { env, stdio: 'pipe' });
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
      throw new Error(
        `This test needs ${program}. Run: sudo apt-get update && sudo apt-get install -y public-inbox`,
      );
    }
  };
  run('public-inbox-init', [
    '-V2',
    '-Lbasic',
    INBOX,
    inbox,
    `http://${INBOX}.example/${INBOX}`,
    `${INBOX}@docket.example`,
  ]);
  await rm(join(inbox, 'git', '0.git'), { recursive: true, force: true });
  run('git', ['clone', '--quiet', '--mirror', corpusPath(BUNDLE), join(inbox, 'git', '0.git')]);
  // Without full-text search, which takes most of the time and serves no thread.
  run('public-inbox-index', ['-Lbasic', inbox]);
  for (let left = PORTS_TRIED; left > 0; left -= 1) {
    host = `127.0.0.1:${await freePort()}`;
    const stop = await startHttpd(env);
    if (stop !== null) return stop;
  }
  throw new Error(`public-inbox-httpd does not answer:\n${readFileSync(join(folder, 'httpd.log'), 'utf8')}`);
}

/** Gives what stops it; null when it ended or does not answer, as when somebody else has taken the port meanwhile. */
async function startHttpd(env: NodeJS.ProcessEnv): Promise<(() => Promise<void>) | null> {
  const log = openSync(join(folder, 'httpd.log'), 'w');
  const httpd = spawn('public-inbox-httpd', ['-W1', '-l', host], { env, stdio: ['ignore', log, log] });
  closeSync(log);
  const ended = new Promise<void>((resolve) => httpd.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    httpd.kill('SIGTERM');
    await Promise.race([ended, sleep(10_000).then(() => httpd.kill('SIGKILL'))]);
  };
  const deadline = performance.now() + READY_MS;
  while (performance.now() < deadline && httpd.exitCode === null) {
    if ((await fetch(`http://${host}/${INBOX}/`).catch(() => null))?.ok) return stop;
    await sleep(100);
  }
  await stop();
  return null;
}

async function newDatabase(): Promise<TestDatabase> {
  const database = await cloneDatabase(TEMPLATE);
  databases.push(database);
  return database;
}

/** The command as a user runs it. */
async function docket(database: TestDatabase, ...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['ingest/docket.mjs', ...args], {
    timeout: COMMAND_MS,
    env: {
      ...process.env,
      DOCKET_HOME: join(folder, 'home'),
      DOCKET_ALLOWED_HOSTS: host,
      DATABASE_URL: database.ownerUrl,
      DOCKET_APP_DATABASE_URL: database.appUrl,
    },
  });
  return stdout;
}

async function query<T>(database: TestDatabase, work: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = postgres({ ...connectionOptions(database.ownerUrl), max: 1 });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

const digest = (database: TestDatabase): Promise<Readonly<Record<string, string>>> =>
  query(database, (sql) => settledDigest(sql, ['ground.raw_message', 'ground.listing', 'derived.thread']));

test('an inbox over HTTP brings in the same rows as its bundle, and then costs one request', async () => {
  const [direct, remote] = [await newDatabase(), await newDatabase()];
  await docket(direct, 'ingest', '--list', INBOX, corpusPath(BUNDLE));
  const first = JSON.parse(
    await docket(remote, 'ingest', '--json', '--list', INBOX, `http://${host}/${INBOX}/`),
  );
  expect(first.stored + first.duplicates + first.problems + first.removed).toBe(COMMITS);
  expect(first.unchanged).toBe(false);
  expect(await digest(remote)).toEqual(await digest(direct));
  const again = JSON.parse(await docket(remote, 'ingest', '--all', '--json'));
  // How long that takes is measured by bench/growth.ts.
  expect(again).toMatchObject({
    source: `http://${host}/${INBOX}/`,
    stored: 0,
    duplicates: 0,
    unchanged: true,
  });
}, 300_000);

test('a thread over HTTP brings in its messages, whichever of its addresses is given', async () => {
  const database = await newDatabase();
  const page = `http://${host}/${INBOX}/${THREAD}/`;
  const first = JSON.parse(await docket(database, 'ingest', '--json', `${page}T/#u`));
  expect(first).toMatchObject({ stored: THREAD_MESSAGES, duplicates: 0, problems: 0 });
  const again = JSON.parse(await docket(database, 'ingest', '--json', `${page}raw`));
  expect(again).toMatchObject({ stored: 0 });
  const threads = await query(
    database,
    (sql) => sql<{ n: number }[]>`SELECT message_count AS n FROM derived.thread`,
  );
  expect(threads.map(({ n }) => n)).toEqual([THREAD_MESSAGES]);
});
