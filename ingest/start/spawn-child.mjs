import { spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { createInterface } from 'node:readline';

/** How a child ended: `code` as a shell tells it, 128 + number after a signal. */
/** @typedef {{ readonly code: number, readonly signal: NodeJS.Signals | null }} Ending */
/**
 * @typedef {object} ManagedChild
 * @property {number} pid 0 when it could not be started
 * @property {import('node:child_process').ChildProcess} process
 * @property {Promise<Ending>} ended settles when it is gone; never rejects
 * @property {(timeouts?: { termMs?: number, killMs?: number }) => Promise<Ending>} stop asks, then insists
 */

const PRELOAD = new URL('./die-with-parent.mjs', import.meta.url).href;
const TERM_MS = 10_000;
const KILL_MS = 5_000;
const SIGNAL_NUMBERS = new Map([
  ['SIGHUP', 1],
  ['SIGINT', 2],
  ['SIGQUIT', 3],
  ['SIGKILL', 9],
  ['SIGTERM', 15],
]);

/**
 * Starts a Node program that cannot outlive us: it gets an IPC channel and the preload that ends it when the
 * channel closes. It leads its own process group, so Ctrl-C reaches only us and we stop the children in
 * order.
 *
 * @param {string} script path of the program to run
 * @param {readonly string[]} args
 * @param {object} [options]
 * @param {Readonly<Record<string, string>>} [options.env] added to our environment
 * @param {string} [options.cwd]
 * @param {number} [options.nice] 0 to 19; higher gives way to others
 * @param {readonly string[]} [options.nodeArgs] options for node itself, before the script
 * @param {string | null} [options.prefix] put before each line of its output; null: it writes to ours itself
 * @param {(line: string) => void} [options.onLine] where lines go, standard error unless told
 * @returns {ManagedChild}
 */
export function spawnManaged(script, args, options = {}) {
  const { env = {}, cwd, nice = 0, nodeArgs = [], prefix = '', onLine = writeError } = options;
  const output = prefix === null ? 'inherit' : 'pipe';
  const child = spawn(process.execPath, ['--import', PRELOAD, ...nodeArgs, script, ...args], {
    cwd,
    detached: true,
    env: { ...process.env, ...env, DOCKET_PARENT_PID: String(process.pid) },
    stdio: [prefix === null ? 'inherit' : 'ignore', output, output, 'ipc'],
  });
  if (nice > 0 && child.pid !== undefined) tryNice(child.pid, nice);
  for (const stream of [child.stdout, child.stderr]) {
    if (stream !== null) createInterface({ input: stream }).on('line', (line) => onLine(`${prefix}${line}`));
  }
  const ended = untilEnded(child, (message) => onLine(`${prefix ?? ''}cannot start ${script}: ${message}`));
  return { pid: child.pid ?? 0, process: child, ended, stop: (timeouts) => stop(child, ended, timeouts) };
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {(message: string) => void} onError
 * @returns {Promise<Ending>}
 */
function untilEnded(child, onError) {
  return new Promise((done) => {
    child.once('error', (cause) => {
      if (child.pid !== undefined) return;
      onError(cause.message);
      done({ code: 127, signal: null });
    });
    // `close` comes after the last line of output, `exit` may come before it.
    child.once('close', (code, signal) => {
      done({ code: code ?? 128 + (SIGNAL_NUMBERS.get(signal ?? '') ?? 0), signal });
    });
  });
}

/**
 * SIGTERM, later SIGKILL; the database is not stopped this way (its supervisor is no child of ours).
 *
 * @param {import('node:child_process').ChildProcess} child
 * @param {Promise<Ending>} ended
 * @param {{ termMs?: number, killMs?: number }} [timeouts]
 * @returns {Promise<Ending>}
 */
async function stop(child, ended, { termMs = TERM_MS, killMs = KILL_MS } = {}) {
  child.kill('SIGTERM');
  const kill = setTimeout(() => child.kill('SIGKILL'), termMs);
  // Grandchildren may hold the output open after the child itself is gone.
  const letGo = setTimeout(() => {
    child.stdout?.destroy();
    child.stderr?.destroy();
  }, termMs + killMs);
  try {
    return await ended;
  } finally {
    clearTimeout(kill);
    clearTimeout(letGo);
  }
}

/**
 * @param {number} pid
 * @param {number} nice
 */
function tryNice(pid, nice) {
  try {
    setPriority(pid, nice);
  } catch {
    // It may be gone already; its ending is reported by `ended`.
  }
}

/** @param {string} line */
function writeError(line) {
  process.stderr.write(`${line}\n`);
}
