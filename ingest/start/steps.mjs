import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clearStamp, hashTree, isFresh, isInstalled, writeStamp } from './staleness.mjs';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */
/**
 * One preparation whose result is kept until its inputs change.
 *
 * @typedef {object} Step
 * @property {string} name one word, for the line it prints
 * @property {readonly string[]} inputs files and folders it depends on, relative to the root
 * @property {string} product what must exist afterwards
 * @property {string} stamp where the hash of the inputs is kept: inside the product, so they vanish together
 * @property {readonly string[]} command program and arguments
 * @property {Readonly<Record<string, string>>} env
 * @property {string} remedy one sentence for when it fails
 * @property {((root: string) => boolean) | null} alreadyDone a second way to find the step needless
 */

const BUILD_INPUTS = [
  'app',
  'instrumentation.ts',
  'lib',
  'next.config.js',
  'next.config.mjs',
  'next.config.ts',
  'package-lock.json',
  'prisma/schema',
  'prisma.config.ts',
  'proxy.ts',
  'public',
  'tsconfig.json',
];

/**
 * @param {string} root
 * @returns {readonly Step[]} in the order they must run
 */
export function listSteps(root) {
  const generateInputs = ['package-lock.json', 'prisma.config.ts', 'prisma/schema'];
  return [
    {
      name: 'install',
      inputs: ['package-lock.json'],
      product: 'node_modules',
      stamp: 'node_modules/.docket-install',
      // Scripts stay off with every npm (11 withholds them anyway): nothing we use needs one.
      command: ['npm', 'ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund'],
      env: { NODE_ENV: 'development' },
      remedy: 'Check the network and the npm registry (npm ping), then start again.',
      alreadyDone: isInstalled,
    },
    {
      name: 'generate',
      inputs: generateInputs,
      product: 'prisma/generated',
      stamp: 'prisma/generated/.docket-hash',
      command: [
        process.execPath,
        join(root, 'node_modules/prisma/build/index.js'),
        'generate',
        '--schema',
        'prisma/schema',
      ],
      env: {
        CHECKPOINT_DISABLE: '1',
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
        PRISMA_SCHEMA_ENGINE_BINARY: anyProgram(),
      },
      remedy: 'Correct prisma/schema as the message says, then start again.',
      alreadyDone: null,
    },
    {
      name: 'build',
      inputs: BUILD_INPUTS,
      product: '.next/BUILD_ID',
      stamp: '.next/docket-hash',
      command: [process.execPath, join(root, 'node_modules/next/dist/bin/next'), 'build'],
      env: { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
      remedy:
        'Correct what the message names (git status shows what differs from a clone), then start again.',
      alreadyDone: null,
    },
  ];
}

/**
 * `prisma generate` wants its schema engine, which it would download, but does not use it: any program will
 * do.
 *
 * @returns {string}
 */
function anyProgram() {
  return existsSync('/bin/true') ? '/bin/true' : process.execPath;
}

/**
 * @param {string} root
 * @param {Step} step
 * @returns {string | null} the hash to write when it is done, null when there is nothing to do
 */
export function findWork(root, step) {
  const hash = hashTree(root, step.inputs);
  if (!existsSync(join(root, step.product))) return hash;
  if (isFresh(join(root, step.stamp), hash)) return null;
  if (!step.alreadyDone?.(root)) return hash;
  try {
    writeStamp(join(root, step.stamp), hash);
  } catch {
    // Somebody else's, as what root installed: only the next start looks for the proof again.
  }
  return null;
}

/**
 * Every Node program in the step ends when we are killed; through the environment, because npm is started by
 * its own script.
 *
 * @param {string | undefined} options NODE_OPTIONS as they are
 * @returns {string}
 */
function withPreload(options) {
  const preload = new URL('./die-with-parent.mjs', import.meta.url).href;
  return `${options ?? ''} --import=${preload}`.trim();
}

/** Of `next build`, which keeps others out of its folder: two who start one clone at once. */
const BUILT_ELSEWHERE = /Another next build process is already running/;
const WAIT = 'Another npm start builds this clone: wait until it has ended its build, then start again.';

/**
 * Runs a step with its output in a file; on failure the output is shown in full with the remedy.
 *
 * @param {string} root
 * @param {Step} step
 * @param {string} hash
 * @param {(child: ChildProcess | null) => void} onChild told of the running program
 * @returns {Promise<boolean>} whether it succeeded
 */
export async function runStep(root, step, hash, onChild) {
  const folder = mkdtempSync(join(tmpdir(), 'docket-start-'));
  const log = join(folder, `${step.name}.log`);
  const file = openSync(log, 'w', 0o600);
  clearStamp(join(root, step.stamp));
  const [program = '', ...args] = step.command;
  const child = spawn(program, args, {
    cwd: root,
    env: {
      ...process.env,
      ...step.env,
      NODE_OPTIONS: withPreload(process.env['NODE_OPTIONS']),
      // npm goes on for seconds after a SIGTERM, and the next start would install into the same folder.
      DOCKET_ORPHAN_GRACE_MS: '0',
      DOCKET_PARENT_PID: String(process.pid),
    },
    stdio: ['ignore', file, file, 'ipc'],
  });
  onChild(child);
  const failure = await new Promise((done) => {
    child.once('error', (cause) => done(cause.message));
    child.once('exit', (code, signal) => done(code === 0 ? null : `it ended with ${signal ?? code}`));
  });
  onChild(null);
  closeSync(file);
  if (failure === null && existsSync(join(root, step.product))) {
    writeStamp(join(root, step.stamp), hash);
    rmSync(folder, { recursive: true, force: true });
    return true;
  }
  if (stopped.has(child)) {
    rmSync(folder, { recursive: true, force: true });
    return false;
  }
  const reason = failure ?? `it ended without an error, but there is no ${step.product}`;
  const output = readFileSync(log, 'utf8');
  const remedy = BUILT_ELSEWHERE.test(output) ? WAIT : step.remedy;
  process.stderr.write(`${output}\n${step.name} failed: ${reason}. ${remedy}\nLog: ${log}\n`);
  return false;
}

/** What a step writes when it is stopped is written again by the next start: nothing is worth a longer wait. */
const STOP_MS_MAX = 3_000;

/** Who stopped it needs no output and no remedy. */
/** @type {WeakSet<import('node:child_process').ChildProcess>} */
const stopped = new WeakSet();

/**
 * Asks the program of a step to end, then ends it: npm answers Ctrl-C by taking back what it installed, which took a
 * minute on a busy machine.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 * @param {number} [killMs]
 */
export function stopStep(child, signal, killMs = STOP_MS_MAX) {
  stopped.add(child);
  child.kill(signal);
  setTimeout(() => child.kill('SIGKILL'), killMs).unref();
}
