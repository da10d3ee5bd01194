/**
 * Real databases for tests: one embedded server a run, one database a test file, cloned from a migrated
 * template.
 */
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { AppError } from '@/lib/base/app-error.ts';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';
import { acquireDatabase } from './acquire.ts';
import { findLockHolder } from './generation-lock.ts';
import { homePaths } from './paths.ts';
import { createOwnedDatabase } from './roles.ts';
import { stopSupervisor } from './stop-supervisor.ts';

/**
 * How test files (other processes) find the server: set by `startTestServer`, inherited by vitest's workers.
 */
const VARIABLE = 'DOCKET_TEST_SERVER';
const FOLDER = 'docket-test-';
const FORGOTTEN_MS = 3_600_000;

type Urls = {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly readerUrl: string;
  readonly adminUrl: string;
};

export type TestDatabase = Urls & { readonly drop: () => Promise<void> };

/**
 * For vitest's globalSetup: starts a server in a temporary home and lets `prepare` (the migrations) fill the
 * database `template`. `prepare` must have closed its connections when it settles, or no clone can be made.
 *
 * @returns the teardown
 */
export async function startTestServer(options: {
  readonly template: string;
  readonly prepare: (ownerUrl: string) => Promise<unknown>;
}): Promise<() => Promise<void>> {
  await removeForgotten();
  const home = await makeTestHome();
  const lease = await acquireDatabase({ home, env: {} });
  if (lease.adminUrl === null) throw new Error('the embedded server has an administrator');
  const urls: Urls = { ...lease, adminUrl: lease.adminUrl };
  process.env[VARIABLE] = JSON.stringify(urls);
  const teardown = async (): Promise<void> => {
    delete process.env[VARIABLE];
    await lease.release();
    await removeTestHome(home);
  };
  try {
    await asAdmin(urls.adminUrl, (admin) => createOwnedDatabase(admin, options.template, 'docket'));
    await options.prepare(withDatabase(urls.ownerUrl, options.template));
  } catch (cause) {
    await teardown();
    throw cause;
  }
  return teardown;
}

/** A fresh database with the template's tables and rows; drop it in `afterAll`. */
export async function cloneDatabase(template: string): Promise<TestDatabase> {
  const text = process.env[VARIABLE];
  if (text === undefined) {
    throw new AppError(
      'DATABASE_UNAVAILABLE',
      'No test server runs.',
      'Call startTestServer in the globalSetup of vitest.config.ts.',
    );
  }
  const urls: Urls = JSON.parse(text);
  const name = `test_${randomBytes(8).toString('hex')}`;
  await asAdmin(urls.adminUrl, (admin) => createOwnedDatabase(admin, name, template));
  return {
    ownerUrl: withDatabase(urls.ownerUrl, name),
    appUrl: withDatabase(urls.appUrl, name),
    readerUrl: withDatabase(urls.readerUrl, name),
    adminUrl: withDatabase(urls.adminUrl, name),
    drop: () => asAdmin(urls.adminUrl, (admin) => admin.unsafe(`DROP DATABASE "${name}" WITH (FORCE)`)),
  };
}

/**
 * A connection of `sql` to hold, to be released. It is opened before it is reserved: `reserve()` of a new one never
 * settles without `fetch_types` (lib/store/database/connection-options.ts).
 */
export async function holdConnection(sql: postgres.Sql): Promise<postgres.ReservedSql> {
  await sql`SELECT`;
  return sql.reserve();
}

/**
 * A home in the temporary folder that the server's account may pass through, as `prepareHome` would make it.
 */
export async function makeTestHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), FOLDER));
  await chmod(home, 0o711);
  return home;
}

export async function removeTestHome(home: string): Promise<void> {
  await stopSupervisor(home);
  await rm(home, { recursive: true, force: true });
}

/** Homes of runs that were killed: 100 MB each. Their servers have stopped by themselves. */
async function removeForgotten(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(FOLDER)) continue;
    const home = join(tmpdir(), name);
    const status = await stat(home).catch(() => null);
    if (status === null || status.uid !== process.getuid?.()) continue;
    if (Date.now() - status.mtimeMs < FORGOTTEN_MS) continue;
    const holder = await findLockHolder(homePaths(home).lock).catch(() => null);
    if (holder === null) await rm(home, { recursive: true, force: true });
  }
}

function withDatabase(url: string, name: string): string {
  const parsed = new URL(url);
  parsed.pathname = `/${name}`;
  return parsed.href;
}

async function asAdmin(url: string, work: (admin: postgres.Sql) => Promise<unknown>): Promise<void> {
  const admin = postgres({ ...connectionOptions(url), max: 1, onnotice: () => undefined });
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}
