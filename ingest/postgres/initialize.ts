import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, readdir, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '@/lib/base/app-error.ts';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import type { HomePaths } from './paths.ts';
import { makePassword } from './secrets.ts';
import { serverEnv } from './server-env.ts';
import { runSingleUser } from './single-user.ts';
import { startFailure } from './start-failure.ts';
import { syncFolder } from './sync-folder.ts';

/** The bootstrap superuser; only the supervisor and the test helper ever use it. */
export const ADMIN_ROLE = 'docket_admin';

/** A new data folder is 40 MB, its first WAL files 32 MB; more than that must be left or nothing works. */
const FREE_BYTES_MIN = 300 * 1024 * 1024;

/**
 * Written into the new postgresql.conf, where an administrator may change them. Sizes are for a machine of 4
 * GB that also serves: all processes of Docket together stay under 700 MB. With half of these buffers an ingest writes
 * pages out only to write them again (5 % of its processor time). With the 4 MB of log buffers that would go with them,
 * who stores mail writes the log itself, page by page (5,500 times for 3,325 messages), and waits for new log files
 * (0.09 s in all, 0.02 s with 16 MB).
 */
const INITIAL_SETTINGS: Readonly<Record<string, string>> = {
  shared_buffers: '128MB',
  wal_buffers: '16MB',
  max_connections: '40',
  max_wal_size: '1GB',
  min_wal_size: '80MB',
  effective_cache_size: '512MB',
  random_page_cost: '1.1',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] %q%u ',
};

/** Where initdb works: `<home>/initdb-XXXXXX`. */
const WORK_PREFIX = 'initdb-';

/**
 * Makes the data folder: initdb beside it, the password changed, then a rename. A run that was killed leaves
 * a work folder, which a later one clears away; the data folder itself is never deleted. Each run has a work
 * folder of its own, because the initdb of a killed supervisor goes on writing for a second.
 *
 * initdb reads the first password from a file, so that one counts as seen and is replaced at once, in a
 * server without network or clients, before anybody could use it.
 */
export async function initializeDataFolder(
  paths: HomePaths,
  account: Account,
  binaries: Binaries,
  adminPassword: string,
): Promise<void> {
  await assertSpace(paths.home);
  await removeWorkFolders(paths.home);
  const work = await mkdtemp(join(paths.home, WORK_PREFIX));
  if (process.getuid?.() === 0) await chmod(work, 0o711);
  const [data, temp] = [join(work, 'data'), join(work, 'tmp')];
  for (const folder of [data, temp]) {
    await mkdir(folder, { mode: 0o700 });
    await chown(folder, account.uid, account.gid);
  }
  try {
    await runInitdb(data, temp, account, binaries);
    await setAdminPassword(data, account, binaries, adminPassword);
    await rename(data, paths.data);
    await syncFolder(paths.home);
  } finally {
    await removeWorkFolders(paths.home);
  }
}

async function removeWorkFolders(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    if (!name.startsWith(WORK_PREFIX)) continue;
    // An orphaned initdb may still add files; the next start tries again.
    await rm(join(home, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

async function assertSpace(home: string): Promise<void> {
  const { bavail, bsize } = await statfs(home);
  if (bavail * bsize >= FREE_BYTES_MIN) return;
  throw new AppError(
    'DATABASE_UNAVAILABLE',
    `Less than ${FREE_BYTES_MIN / 1024 / 1024} MB are free at ${home}.`,
    'Free some space or set DOCKET_HOME to another disk.',
  );
}

/** Also heals a home whose secrets.json was lost: who owns the data folder may set the password. */
export async function setAdminPassword(
  data: string,
  account: Account,
  binaries: Binaries,
  password: string,
): Promise<void> {
  await runSingleUser(data, account, binaries, `ALTER ROLE ${ADMIN_ROLE} PASSWORD '${password}'`);
}

async function runInitdb(data: string, temp: string, account: Account, binaries: Binaries): Promise<void> {
  const passwordFile = join(temp, 'first-password');
  await writeFile(passwordFile, makePassword(), { mode: 0o600 });
  await chown(passwordFile, account.uid, account.gid);
  const settings = Object.entries(INITIAL_SETTINGS).flatMap(([name, value]) => ['--set', `${name}=${value}`]);
  const args = [
    `--pgdata=${data}`,
    `--username=${ADMIN_ROLE}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    ...settings,
  ];
  const options = {
    ...account.spawn,
    cwd: '/',
    env: serverEnv({ TMPDIR: temp }),
    timeout: 300_000,
  };
  try {
    await promisify(execFile)(binaries.initdb, args, options);
  } catch (cause) {
    const detail = (cause as { stderr?: string }).stderr?.trim() || (cause as Error).message;
    const { why, remedy } = startFailure(detail);
    throw new AppError(
      'DATABASE_UNAVAILABLE',
      `initdb failed: ${why}`,
      remedy ?? `Check the free space and the rights at ${dirname(data)}; the next start tries again.`,
    );
  }
}
