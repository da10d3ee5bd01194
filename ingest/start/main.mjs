// `npm start [-- FILE|URL|FOLDER...]`: brings a clone to the point where it can serve, then serves. Plain
// JavaScript without dependencies, because it runs before they are installed.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findNodeProblem } from './node-version.mjs';
import { leaveClone, takeClone } from './one-start.mjs';
import { findCloneProblem, findGitProblem, findTemporaryProblem } from './requirements.mjs';
import { answerAtOnce } from './serve-arguments.mjs';
import { spawnManaged } from './spawn-child.mjs';
import { findWork, listSteps, runStep, stopStep } from './steps.mjs';
import { watchNpm } from './watch-npm.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
/** Paths are meant from where npm was called, which is not always the folder of package.json (npm --prefix). */
const CALLED_FROM = process.env['INIT_CWD'] ?? process.cwd();
/**
 * `docket serve` has its own time-outs for the web process, the worker and the lease; this is for when it
 * hangs.
 */
const STOP_MS_MAX = 45_000;

/** @type {NodeJS.Signals | null} */
let stopSignal = null;
/** @type {(signal: NodeJS.Signals) => void} */
let onStop = () => undefined;

// Ctrl-C reaches us from the terminal and once more from npm: the first is passed on, the others change
// nothing.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    if (stopSignal !== null) return;
    stopSignal = signal;
    onStop(signal);
  });
}

watchNpm(() => process.kill(process.pid, 'SIGTERM'));

process.once('exit', () => leaveClone(ROOT));
process.exitCode = await main(process.argv.slice(2));

/**
 * @param {readonly string[]} args
 * @returns {Promise<number>} exit code
 */
async function main(args) {
  const problem = findNodeProblem(process.version) ?? findGitProblem();
  if (problem !== null) {
    process.stderr.write(`${problem}\n`);
    return 2;
  }
  const answer = answerAtOnce(args, CALLED_FROM);
  if (answer !== null) {
    (answer.code === 0 ? process.stdout : process.stderr).write(answer.text);
    return answer.code;
  }
  for (const step of listSteps(ROOT)) {
    // Half a minute, which is no time to wait for the news that a source was typed wrong.
    if (step.name === 'build' && findWork(ROOT, step) !== null) {
      const code = await runServe(['--check', ...args]);
      if (code !== 0) return stopSignal === null ? code : 130;
    }
    if (!(await bringUpToDate(step))) return stopSignal === null ? 1 : 130;
    if (stopSignal !== null) return 130;
  }
  leaveClone(ROOT);
  return runServe(args);
}

/**
 * @param {import('./steps.mjs').Step} step
 * @returns {Promise<boolean>}
 */
async function bringUpToDate(step) {
  const startedAt = performance.now();
  const isNeeded = findWork(ROOT, step) !== null;
  const problem = isNeeded
    ? (findCloneProblem(ROOT, dirname(step.stamp)) ?? findTemporaryProblem() ?? takeClone(ROOT))
    : null;
  if (problem !== null) {
    process.stderr.write(`${problem}\n`);
    return false;
  }
  // Looked at again: another start may have done it between the first look and here.
  const hash = isNeeded ? findWork(ROOT, step) : null;
  if (hash === null) {
    process.stdout.write(`${step.name.padEnd(9)} up to date\n`);
    return true;
  }
  if (process.stdout.isTTY) process.stdout.write(`${step.name.padEnd(9)} …`);
  const ok = await runStep(ROOT, step, hash, (child) => {
    onStop = (signal) => {
      if (child !== null) stopStep(child, signal);
    };
  });
  if (process.stdout.isTTY) process.stdout.write('\r\x1b[K');
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  process.stdout.write(
    `${step.name.padEnd(9)} ${ok ? '' : stopSignal === null ? 'failed after ' : 'stopped after '}${seconds} s\n`,
  );
  return ok;
}

/**
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
async function runServe(args) {
  const script = fileURLToPath(new URL('../docket.mjs', import.meta.url));
  const child = spawnManaged(script, ['serve', ...args], { cwd: CALLED_FROM, prefix: null });
  onStop = (signal) => {
    child.process.kill(signal);
    setTimeout(() => child.process.kill('SIGKILL'), STOP_MS_MAX).unref();
  };
  return (await child.ended).code;
}
