import { execFile } from 'node:child_process';
import { chown, mkdir, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '@/lib/base/app-error.ts';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import type { HomePaths } from './paths.ts';
import { makePassword } from './secrets.ts';
import { serverEnv } from './server-env.ts';
import { runSingleUser } from './single-user.ts';
import { syncFolder } from './sync-folder.ts';

/** The bootstrap superuser; only the supervisor and the test helper ever use it. */
export const ADMIN_ROLE = 'docket_admin';

/** A new data folder is 40 MB, its first WAL files 32 MB; more than that must be left or nothing works. */
const FREE_BYTES_MIN = 300 * 1024 * 1024;

/**
 * Written into the new postgresql.conf, where an administrator may change them. Sizes are for a machine of 4 GB
 * that also serves: all processes of Docket together stay under 700 MB.
 */
const INITIAL_SETTINGS: Readonly<Record<string, string>> = {
  shared_buffers: '64MB',
  max_connections: '40',
  max_wal_size: '1GB',
  min_wal_size: '80MB',
  effective_cache_size: '512MB',
  random_page_cost: '1.1',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] %q%u ',
};

/**
 * Makes the data folder: initdb beside it, the password changed, then a rename. A run that was killed leaves a
 * sibling folder with our own fixed name, which the next one clears away; the data folder itself is never deleted.
 *
 * initdb reads the first password from a file, so that one counts as seen and is replaced at once, in a server
 * without network or clients, before anybody could use it.
 */
export async function initializeDataFolder(
  paths: HomePaths,
  account: Account,
  binaries: Binaries,
  adminPassword: string,
): Promise<void> {
  const space = await statfs(paths.home);
  if (space.bavail * space.bsize < FREE_BYTES_MIN) {
    throw new AppError(
      'DATABASE_UNAVAILABLE',
      `Less than ${FREE_BYTES_MIN / 1024 / 1024} MB are free at ${paths.home}.`,
      'Free some space or set DOCKET_HOME to another disk.',
    );
  }
  for (const folder of [paths.dataInitializing, paths.initTemp]) {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { mode: 0o700 });
    await chown(folder, account.uid, account.gid);
  }
  try {
    await runInitdb(paths, account, binaries);
    await setAdminPassword(paths.dataInitializing, account, binaries, adminPassword);
  } finally {
    await rm(paths.initTemp, { recursive: true, force: true });
  }
  await rename(paths.dataInitializing, paths.data);
  await syncFolder(paths.home);
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

async function runInitdb(paths: HomePaths, account: Account, binaries: Binaries): Promise<void> {
  const passwordFile = join(paths.initTemp, 'first-password');
  await writeFile(passwordFile, makePassword(), { mode: 0o600 });
  await chown(passwordFile, account.uid, account.gid);
  const settings = Object.entries(INITIAL_SETTINGS).flatMap(([name, value]) => ['--set', `${name}=${value}`]);
  const args = [
    `--pgdata=${paths.dataInitializing}`,
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
    env: serverEnv({ TMPDIR: paths.initTemp }),
    timeout: 300_000,
  };
  try {
    await promisify(execFile)(binaries.initdb, args, options);
  } catch (cause) {
    const detail = (cause as { stderr?: string }).stderr?.trim() || (cause as Error).message;
    throw new AppError(
      'DATABASE_UNAVAILABLE',
      `initdb failed: ${detail.split('\n').slice(-3).join(' ')}`,
      `Check the free space and the rights at ${paths.home}; the next start tries again.`,
    );
  }
}
