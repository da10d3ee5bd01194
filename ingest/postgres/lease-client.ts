import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { AppError } from '@/lib/base/app-error.ts';
import { decodeMessage, type LeaseMessage } from './lease-protocol.ts';
import type { Env, HomePaths } from './paths.ts';
import { prepareRunFolder } from './run-folder.ts';
import { SOCKET_NAME } from './server.ts';

const RETRY_MS = 25;
/** A supervisor that ends three times before it answers will not do better the fourth time. */
const SPAWNS_MAX = 3;

export type Ready = Extract<LeaseMessage, { kind: 'ready' }>;
/** A held lease: `socket` is it, closing gives it back. */
export type HeldLease = { readonly ready: Ready; readonly socket: Socket };

/**
 * Connects to the home's supervisor, starting one when none answers, and waits until the server is ready.
 *
 * @throws AppError with the supervisor's own refusal.
 */
export async function takeLease(
  paths: HomePaths,
  env: Env,
  onLog: (line: string) => void,
): Promise<HeldLease> {
  let child: Supervisor | null = null;
  for (let spawns = 0; ; ) {
    // Looked up each time: a replaced run folder is re-made by whoever comes first.
    const { leaseSocket } = await prepareRunFolder(paths);
    const socket = await tryConnect(leaseSocket);
    if (socket !== null) {
      const ready = await untilReady(socket, onLog);
      if (ready !== null) return { ready, socket };
      socket.destroy();
    } else if (child === null || child.exitCode() !== null) {
      if (spawns >= SPAWNS_MAX && child !== null && child.exitCode() !== 0) throw child.failure();
      child = spawnSupervisor(paths, env);
      spawns += 1;
    }
    await sleep(RETRY_MS);
  }
}

function tryConnect(path: string): Promise<Socket | null> {
  return new Promise((done) => {
    const socket = connect(path);
    socket.once('connect', () => done(socket));
    socket.once('error', () => done(null));
  });
}

/** A server that was killed leaves its socket, which refuses; its supervisor may not have seen its death yet. */
function isDead({ socketFolder }: Ready): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(join(socketFolder, SOCKET_NAME));
    socket.once('connect', () => done(false));
    socket.on('error', (cause: NodeJS.ErrnoException) => done(cause.code === 'ECONNREFUSED'));
    socket.once('connect', () => socket.destroy());
  });
}

/**
 * Waits for a server that can be connected to: after one that died the supervisor says `ready` again.
 *
 * @returns null when the supervisor went away before it was ready (it was just stopping).
 */
async function untilReady(socket: Socket, onLog: (line: string) => void): Promise<Ready | null> {
  const lines = createInterface({ input: socket });
  // The interface repeats the errors of its input; either would end the process unheard. `close` always
  // follows.
  for (const source of [socket, lines]) source.on('error', () => undefined);
  return new Promise((done, fail) => {
    socket.once('close', () => done(null));
    lines.on('line', (line) => {
      const message = decodeMessage(line);
      if (message.kind === 'log') onLog(message.line);
      else if (message.kind === 'ready') void isDead(message).then((dead) => dead || done(message));
      else {
        socket.destroy();
        fail(new AppError(message.code, message.message, message.remedy));
      }
    });
  });
}

type Supervisor = { readonly exitCode: () => number | null; readonly failure: () => AppError };

/** Nothing else of our environment is the supervisor's business (NODE_OPTIONS, PG*, tokens). */
const ENV_KEPT = ['DOCKET_PG_USER', 'HOME', 'LANG', 'PATH', 'TMPDIR'] as const;

function spawnSupervisor(paths: HomePaths, env: Env): Supervisor {
  const script = fileURLToPath(new URL('../program/supervisor.mjs', import.meta.url));
  const kept = ENV_KEPT.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]]));
  const errors = join(paths.log, `supervisor-start.log`);
  const file = openSync(errors, 'w', 0o600);
  const child = spawn(process.execPath, ['--max-semi-space-size=1', script, paths.home], {
    cwd: '/',
    detached: true,
    env: { ...Object.fromEntries(kept), NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', file],
  });
  closeSync(file);
  child.unref();
  let exitCode: number | null = null;
  child.once('error', () => {
    exitCode = -1;
  });
  child.once('exit', (code) => {
    exitCode = code ?? -1;
  });
  const failure = (): AppError =>
    new AppError(
      'DATABASE_UNAVAILABLE',
      `The supervisor of the embedded PostgreSQL ends at once: ${lastLine(errors)}`,
      `See ${errors}; when it is empty the disk may be full.`,
    );
  return { exitCode: () => exitCode, failure };
}

function lastLine(path: string): string {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.find((line) => /error/i.test(line)) ?? lines.filter(Boolean).at(-1) ?? 'no message';
}
