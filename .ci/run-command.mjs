// Runs one command in a process group of its own, so that nothing it started can outlive the step.
import { spawn } from 'node:child_process';

/** A runaway step must not fill the memory of the machine; what matters of a failure stands at its end. */
const OUTPUT_BYTES_MAX = 8 << 20;
/** How long to wait for the last output: a process that left the group can hold the pipe open. */
const DRAIN_MS = 2_000;

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/**
 * @typedef {{ status: number | null, output: string, timedOut: boolean }} Result
 * `status` is null when the command was ended by a signal or could not be started.
 */

/**
 * Never rejects: a command that cannot be started gives its reason as output.
 * @param {readonly string[]} command
 * @param {{ env?: Record<string, string>, timeoutMs: number, cwd: string }} options
 * @returns {Promise<Result>}
 */
export function runCommand([file, ...args], { env = {}, timeoutMs, cwd }) {
  const child = spawn(file ?? '', args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  running.add(child);
  return new Promise((resolve) => {
    const kept = keepOutput(child);
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      endGroup(child, 'SIGKILL');
    }, timeoutMs);
    const finish = (status) => {
      clearTimeout(timer);
      running.delete(child);
      resolve({ status, output: kept.text(), timedOut });
    };
    child.once('error', (cause) => {
      kept.add(`${cause.message}\n`);
      finish(null);
    });
    child.once('exit', (status) => {
      endGroup(child, 'SIGKILL');
      const drain = setTimeout(() => finish(status), DRAIN_MS);
      child.once('close', () => {
        clearTimeout(drain);
        finish(status);
      });
    });
  });
}

/** Ends what is running now, with everything it started. */
export function endRunning() {
  for (const child of running) endGroup(child, 'SIGTERM');
}

function endGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is gone already, which is what we want.
  }
}

function keepOutput(child) {
  /** @type {Buffer[]} */
  const chunks = [];
  let length = 0;
  const add = (text) => {
    const chunk = Buffer.from(text);
    chunks.push(chunk);
    length += chunk.length;
    while (length > OUTPUT_BYTES_MAX && chunks.length > 1) length -= chunks.shift()?.length ?? 0;
  };
  child.stdout.on('data', add);
  child.stderr.on('data', add);
  return { add, text: () => Buffer.concat(chunks).toString('utf8') };
}
