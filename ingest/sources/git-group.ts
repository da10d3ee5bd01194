import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';

const OUTPUT_BYTES_MAX = 16 * 1024 * 1024;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export type GroupResult = {
  /** As a shell tells it; 127: there is no such program, 128: it was ended. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
};

/** What runs now, each at the head of a process group of its own. */
const running = new Set<ChildProcess>();

/**
 * Runs a program to its end, or to ours. git starts helpers that speak to the network and does not end them with
 * itself; without us a fetch would go on for hours, in a mirror that the next command takes for its own. So all of them
 * are one process group, which `signal` and the end of this process end. Only a kill -9 of this process leaves them.
 */
export function runInGroup(
  program: string,
  args: readonly string[],
  { env, signal }: { readonly env: NodeJS.ProcessEnv; readonly signal?: AbortSignal | undefined },
): Promise<GroupResult> {
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const end = (): void => endGroup(child);
  const stdout = collect(child.stdout, end);
  const stderr = collect(child.stderr, end);
  keep(child);
  if (signal?.aborted) end();
  signal?.addEventListener('abort', end, { once: true });
  return new Promise((resolve) => {
    const settle = (code: number, words = ''): void => {
      forget(child);
      signal?.removeEventListener('abort', end);
      resolve({ code, stdout: stdout(), stderr: stderr() || words });
    };
    child.once('error', (cause: NodeJS.ErrnoException) =>
      settle(cause.code === 'ENOENT' ? 127 : 128, cause.message),
    );
    child.once('close', (code, by) => settle(code ?? 128, by === null ? '' : `it was ended by ${by}`));
  });
}

/** What a stream gives, as text; `onTooMuch` when that is more than anybody asked for. */
function collect(stream: Readable, onTooMuch: () => void): () => string {
  const chunks: Buffer[] = [];
  let length = 0;
  stream.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length <= OUTPUT_BYTES_MAX) chunks.push(chunk);
    else onTooMuch();
  });
  return () => Buffer.concat(chunks).toString();
}

function keep(child: ChildProcess): void {
  if (running.size === 0) {
    process.on('exit', endAll);
    for (const name of SIGNALS) process.on(name, endBySignal);
  }
  running.add(child);
}

function forget(child: ChildProcess): void {
  running.delete(child);
  if (running.size > 0) return;
  process.off('exit', endAll);
  for (const name of SIGNALS) process.off(name, endBySignal);
}

function endAll(): void {
  for (const child of running) endGroup(child);
}

/** As it would have ended without us; who listens besides us ends the process in its own time. */
function endBySignal(name: NodeJS.Signals): void {
  if (process.listenerCount(name) > 1) return;
  endAll();
  process.off(name, endBySignal);
  process.kill(process.pid, name);
}

function endGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGTERM');
  } catch {
    // It has ended already.
  }
}
