import { type ChildProcess, spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@/lib/base/app-error.ts';
import { errorCode } from '@/lib/base/error-code.ts';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { isReady, readPostmasterPid } from './postmaster-pid.ts';
import { isPostgresOf } from './process-table.ts';
import { serverEnv } from './server-env.ts';
import { startFailure } from './start-failure.ts';

/** Recovery after a crash replays at most max_wal_size of log; minutes on a slow disk. */
const START_MS_MAX = 600_000;
const FAST_STOP_MS_MAX = 30_000;
const IMMEDIATE_STOP_MS_MAX = 30_000;

/** Of the socket in its folder. */
export const SOCKET_NAME = '.s.PGSQL.5432';

export type ServerPlace = {
  readonly data: string;
  readonly socketFolder: string;
  readonly account: Account;
  readonly binaries: Binaries;
};

/** A running postmaster; `ended` settles when it is gone, for whatever reason. */
export type Server = { readonly pid: number; readonly ended: Promise<void> };

/**
 * Starts PostgreSQL on a private socket and waits until it accepts connections. Its messages go to `log`.
 *
 * @throws AppError with the last messages when it ends instead.
 */
export async function startServer(place: ServerPlace, log: (text: string) => void): Promise<Server> {
  // The lock file beside the socket may name a zombie or a number taken by another program. It protects only
  // the socket, in a folder that is ours alone; what protects the data is postmaster.pid, which is never
  // removed.
  for (const name of [SOCKET_NAME, `${SOCKET_NAME}.lock`]) {
    await rm(join(place.socketFolder, name), { force: true });
  }
  const left = await readPostmasterPid(place.data);
  // PostgreSQL takes a live process with the number in its lock file for another server. Telling it that the
  // number is its grandparent's lets it look at the shared memory instead; deleting the file would skip that
  // check.
  const env = left.kind === 'stale' ? serverEnv({ PG_GRANDPARENT_PID: String(left.pid) }) : serverEnv();
  const child = spawn(place.binaries.postgres, serverArguments(place), {
    ...place.account.spawn,
    cwd: '/',
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let tail = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      tail = (tail + text).slice(-2048);
      log(text);
    });
  }
  let running = true;
  const ended = untilClosed(child).then(() => {
    running = false;
  });
  const startedAt = performance.now();
  while (running && performance.now() - startedAt < START_MS_MAX) {
    if (child.pid !== undefined && (await isReady(place.data, child.pid))) return { pid: child.pid, ended };
    await Promise.race([ended, sleep(15)]);
  }
  if (running && child.pid !== undefined) await stopServer(place.data, child.pid);
  const { why, remedy } = startFailure(tail);
  throw new AppError(
    'DATABASE_UNAVAILABLE',
    `PostgreSQL did not start: ${why}`,
    remedy ?? 'See postgres.log in the log folder of DOCKET_HOME.',
  );
}

/**
 * Stops the postmaster in an orderly way: fast first, after 30 s immediately (the next start recovers from
 * the log). Never SIGKILL, which would leave shared memory and children behind.
 */
export async function stopServer(data: string, pid: number): Promise<void> {
  for (const [signal, waitMs] of [
    ['SIGINT', FAST_STOP_MS_MAX],
    ['SIGQUIT', IMMEDIATE_STOP_MS_MAX],
  ] as const) {
    const deadline = performance.now() + waitMs;
    trySignal(pid, signal);
    while (performance.now() < deadline) {
      if (!isPostgresOf(pid, data)) return;
      await sleep(20);
    }
  }
  throw new AppError(
    'DATABASE_UNAVAILABLE',
    `PostgreSQL (process ${pid}) does not stop.`,
    `Look at the disk it writes to; stop it with: kill -QUIT ${pid}`,
  );
}

/** Fixed here and not in postgresql.conf: who edits that file must not open a port by it. */
function serverArguments(place: ServerPlace): readonly string[] {
  const settings = {
    listen_addresses: '',
    port: '5432',
    // A list of folders; quotes protect commas and blanks.
    unix_socket_directories: `"${place.socketFolder.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    logging_collector: 'off',
    log_destination: 'stderr',
    ssl: 'off',
  };
  return [
    '-D',
    place.data,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

function untilClosed(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    child.once('error', () => done());
    child.once('exit', () => done());
  });
}

function trySignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (cause) {
    if (errorCode(cause) !== 'ESRCH') throw cause;
  }
}
