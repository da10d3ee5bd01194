/**
 * The process that owns the embedded PostgreSQL of one DOCKET_HOME: started detached by the first client (its
 * own session, so Ctrl-C in a terminal does not reach it or the server), it starts PostgreSQL, restarts it
 * when it dies, and stops it when nobody has held a lease for a while. Started by ingest/program/supervisor.mjs.
 */
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@/lib/base/app-error.ts';
import { takeLock } from './generation-lock.ts';
import { failureMessage } from './lease-protocol.ts';
import { type LeaseServer, openLeaseServer } from './lease-server.ts';
import { type HomePaths, homePaths } from './paths.ts';
import { prepareServer } from './prepare-server.ts';
import { openRotatingLog } from './rotating-log.ts';
import { prepareRunFolder } from './run-folder.ts';
import { type Server, type ServerPlace, startServer, stopServer } from './server.ts';

/** Longer than the slowest stop of a predecessor. */
const LOCK_WAIT_MS_MAX = 90_000;
const RESTART_MS_MIN = 100;
const RESTART_MS_MAX = 10_000;

type Log = (line: string) => void;

/** Lives until the server it started has stopped. Sets the exit code. */
export async function superviseHome(home: string): Promise<void> {
  process.umask(0o077);
  for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
  const terminated = new Promise<void>((done) => process.on('SIGTERM', () => done()));
  const paths = homePaths(home);
  const run = await prepareRunFolder(paths);
  if (!(await waitForLock(paths, run.leaseSocket))) return;
  const leases = await openLeaseServer(run.leaseSocket);
  const file = openRotatingLog(join(paths.log, 'supervisor.log'));
  const log: Log = (line) => {
    file.write(`${new Date().toISOString()} ${line}\n`);
    leases.tell({ kind: 'log', line });
  };
  const stop = Promise.race([leases.idle, terminated]);
  try {
    await supervise(paths, run.postgres, leases, stop, log);
    log('PostgreSQL stopped');
  } catch (cause) {
    file.write(`${new Date().toISOString()} ${cause instanceof Error ? cause.stack : String(cause)}\n`);
    leases.tell(failureMessage(cause));
    process.exitCode = 1;
    // Who started us may not have connected yet, and must hear why.
    await Promise.race([leases.reached, terminated]);
  }
  await leases.close();
}

/** @returns false when another supervisor already serves this home. */
async function waitForLock(paths: HomePaths, leaseSocket: string): Promise<boolean> {
  const deadline = performance.now() + LOCK_WAIT_MS_MAX;
  while (performance.now() < deadline) {
    if (await takeLock(paths.lock)) return true;
    if (await answers(leaseSocket)) return false;
    await sleep(50);
  }
  throw new Error('another supervisor holds the lock and does not answer');
}

function answers(path: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
  });
}

async function supervise(
  paths: HomePaths,
  socketFolder: string,
  leases: LeaseServer,
  stop: Promise<void>,
  log: Log,
): Promise<void> {
  const serverLog = openRotatingLog(join(paths.log, 'postgres.log'));
  const place = await prepareServer(paths, socketFolder, serverLog.write, log);
  let stopping = false;
  const stopped = stop.then(() => {
    stopping = true;
  });
  let server: Server | null = place.server;
  const { version } = place.binaries;
  // Who came while the server was being started again, after the last lease had gone, is to find the next supervisor.
  while (!stopping) {
    leases.tell({ kind: 'ready', socketFolder, version });
    await Promise.race([server.ended, stopped]);
    if (stopping) break;
    leases.hold();
    log('PostgreSQL ended unexpectedly, starting it again');
    server = await restart(place, serverLog.write, () => stopping, log);
    if (server === null) return;
    log('PostgreSQL accepts connections again');
  }
  // The lease socket goes first: a client that comes now finds nobody and starts the next supervisor.
  await leases.close();
  await stopServer(place.data, server.pid);
}

/** @returns null when a stop was asked for in between. */
async function restart(
  place: ServerPlace,
  write: (text: string) => void,
  isStopping: () => boolean,
  log: Log,
): Promise<Server | null> {
  let told = '';
  for (let waitMs = RESTART_MS_MIN; !isStopping(); waitMs = Math.min(waitMs * 2, RESTART_MS_MAX)) {
    await sleep(waitMs);
    try {
      return await startServer(place, write);
    } catch (cause) {
      const line =
        cause instanceof AppError
          ? `${cause.message}; remedy: ${cause.remedy}`
          : cause instanceof Error
            ? cause.message
            : String(cause);
      // The number of a process in it is another each time.
      const same = line.replace(/\d+/g, '');
      if (same !== told) log(line);
      told = same;
    }
  }
  return null;
}
