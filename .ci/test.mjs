// `npm test`: everything from a fresh clone to the browser. `npm run check` is the same without build and browser.
// Plain Node without dependencies, because it may be the first thing that runs in a clone.
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findNodeProblem } from '../ingest/start/node-version.mjs';
import { leaveClone, takeClone } from '../ingest/start/one-start.mjs';
import { findGitProblem } from '../ingest/start/requirements.mjs';
import { clearStamp, writeStamp } from '../ingest/start/staleness.mjs';
import { findWork, listSteps } from '../ingest/start/steps.mjs';
import { obtainChromium } from './chromium.mjs';
import { obtainPackage } from './debian-package.mjs';
import { findLeftovers } from './leftovers.mjs';
import { endRunning, runCommand } from './run-command.mjs';
import { playwrightSecondTries, vitestSecondTries } from './second-tries.mjs';
import { addCounts, formatCounts, judgeCounts, playwrightCounts, vitestCounts } from './test-counts.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const STEP_TIMEOUT_MS = 25 * 60_000;
/** Names of our temporary folders: this and the process id. */
const FOLDER = 'docket-check-';
const MARK = `DOCKET_TEST_RUN=${process.pid}-${Date.now().toString(36)}`;

/**
 * One line of the run. `counts` may hold many tests; a step without a runner is one test.
 * @typedef {{ counts: import('./test-counts.mjs').Counts, note?: string, output: string }} Outcome
 * @typedef {{ name: string, needs?: string[], run: () => Promise<Outcome> }} Step
 */

removeForgotten();
/** Reached by the account that the embedded server runs as, so that tests may put data folders below it. */
const temporary = mkdtempSync(join(tmpdir(), `${FOLDER}${process.pid}-`));
chmodSync(temporary, 0o711);

process.env['DOCKET_TEST_RUN'] = MARK.slice('DOCKET_TEST_RUN='.length);
process.env['TMPDIR'] = temporary;
process.env['NEXT_TELEMETRY_DISABLED'] = '1';
// What failed is read in a log, where colours are noise.
process.env['NO_COLOR'] = '1';
delete process.env['FORCE_COLOR'];

const NOTHING = { passed: 0, failed: 0, skipped: 0 };
/** @type {string[]} */
const secondTries = [];

/** @type {Step[]} */
const QUICK_STEPS = [
  { name: 'npm ci', run: install },
  { name: 'prisma generate', needs: ['npm ci'], run: () => launcherStep('generate') },
  {
    name: 'biome ci',
    needs: ['npm ci'],
    run: () => tool(['biome', 'ci', '--colors=off', '--error-on-warnings', '.']),
  },
  { name: 'tsc', needs: ['npm ci'], run: checkTypes },
  { name: 'knip', needs: ['npm ci'], run: () => tool(['knip', '--no-progress']) },
  { name: 'public-inbox', run: () => prepare({ program: 'public-inbox-httpd', name: 'public-inbox' }) },
  { name: 'b4', run: () => prepare({ program: 'b4', name: 'b4' }) },
  { name: 'vitest run', needs: ['npm ci'], run: runVitest },
];

/** @type {Step[]} */
const SLOW_STEPS = [
  { name: 'next build', needs: ['npm ci'], run: () => launcherStep('build') },
  { name: 'chromium', needs: ['npm ci'], run: prepareChromium },
  { name: 'playwright test', needs: ['next build', 'chromium'], run: runPlaywright },
];

const LAST_STEP = { name: 'nothing left running', run: checkLeftovers };

process.once('SIGINT', () => stop(130));
process.once('SIGTERM', () => stop(143));
process.exitCode = await runSteps(
  process.argv.includes('--quick') ? [...QUICK_STEPS, LAST_STEP] : [...QUICK_STEPS, ...SLOW_STEPS, LAST_STEP],
);
rmSync(temporary, { recursive: true, force: true });

/** @param {Step[]} steps */
async function runSteps(steps) {
  let total = { passed: 0, failed: 0, skipped: 0 };
  /** @type {Set<string>} */
  const failed = new Set();
  for (const step of steps) {
    const missing = (step.needs ?? []).filter((name) => failed.has(name));
    const startedAt = performance.now();
    const outcome = missing.length > 0 ? notRun(missing) : await step.run();
    total = addCounts(total, outcome.counts);
    if (outcome.counts.failed > 0 || missing.length > 0) failed.add(step.name);
    print(step.name, outcome, performance.now() - startedAt);
  }
  if (secondTries.length > 0) console.log(`Passed at the second try:\n\n${secondTries.join('\n\n')}\n`);
  console.log(formatCounts(total));
  return total.failed === 0 ? 0 : 1;
}

function print(name, { counts, note, output }, elapsedMs) {
  const seconds = (elapsedMs / 1000).toFixed(1).padStart(6);
  const tests = counts.passed + counts.failed + counts.skipped;
  const mark = counts.failed > 0 ? 'FAILED ' : tests > 0 ? 'ok     ' : 'not run';
  const notes = [tests > 1 ? formatCounts(counts) : '', note].filter(Boolean).join('  ');
  console.log(`${mark} ${name.padEnd(22)}${seconds} s  ${notes}`.trimEnd());
  if (counts.failed > 0) console.log(`\n${output.trim()}\n`);
}

/** @returns {Outcome} */
function verdict(passed, output, note) {
  return { counts: { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 }, output, note };
}

/** Counts nothing: what it needs has been counted as failed already, and one cause is one failure. */
function notRun(missing) {
  return { counts: NOTHING, note: `needs: ${missing.join(', ')}`, output: '' };
}

async function command(line, env = {}) {
  const result = await runCommand(line, { cwd: ROOT, env, timeoutMs: STEP_TIMEOUT_MS });
  const late = result.timedOut ? `\nStopped after ${STEP_TIMEOUT_MS / 60_000} minutes.` : '';
  return { ...result, output: `$ ${line.join(' ')}\n${result.output}${late}` };
}

/** A tool of node_modules, without npx: that would offer to download a missing one. */
function binary([name, ...args]) {
  return [join(ROOT, 'node_modules', '.bin', name), ...args];
}

async function tool(line, env = {}) {
  const { status, output } = await command(binary(line), env);
  return verdict(status === 0, output);
}

async function install() {
  const problem = findNodeProblem(process.version) ?? findGitProblem();
  return problem === null ? launcherStep('install') : verdict(false, problem);
}

/**
 * The same preparations as `npm start`, with the same stamps, so that neither does again what the other did, and with
 * the clone taken as a start takes it: what it leaves there meanwhile must not disturb a step.
 */
async function launcherStep(name) {
  const root = ROOT.replace(/\/$/, '');
  const step = listSteps(root).find((candidate) => candidate.name === name);
  if (step === undefined) throw new Error(`ingest/start/steps.mjs has no step ${name}`);
  const hash = findWork(ROOT, step);
  if (hash === null) return verdict(true, '', 'up to date');
  const busy = takeClone(root);
  if (busy !== null) return verdict(false, busy);
  const stamp = join(ROOT, step.stamp);
  clearStamp(stamp);
  const { status, output } = await command(step.command, step.env);
  leaveClone(root);
  if (status === 0) writeStamp(stamp, hash);
  return verdict(status === 0, output);
}

async function checkTypes() {
  const types = await command(binary(['next', 'typegen']));
  if (types.status !== 0) return verdict(false, types.output);
  return tool(['tsc', '--noEmit']);
}

/** Nothing is counted where the user has to install it: the test that needs it fails and tells how. */
async function prepare(wanted) {
  const { state, note, output } = await obtainPackage(ROOT, wanted);
  return state === 'absent'
    ? { counts: NOTHING, note, output: '' }
    : verdict(state === 'there', output, note);
}

async function runVitest() {
  const report = join(temporary, 'vitest.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { status, output } = await command(binary(['vitest', 'run', '--retry=1', ...reporters]));
  return judgeReport(status, output, readReport(report), vitestCounts, vitestSecondTries);
}

async function prepareChromium() {
  const { path, how, output } = await obtainChromium(ROOT);
  if (path !== null) process.env['DOCKET_CHROMIUM'] = path;
  return verdict(path !== null, output, how);
}

async function runPlaywright() {
  const report = join(temporary, 'playwright.json');
  const line = ['playwright', 'test', '--config', 'e2e', '--retries=1', '--reporter=list,json'];
  const { status, output } = await command(binary(line), { PLAYWRIGHT_JSON_OUTPUT_NAME: report });
  return judgeReport(status, output, readReport(report), playwrightCounts, playwrightSecondTries);
}

function readReport(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
}

/** @returns {Outcome} */
function judgeReport(status, output, report, countsOf, secondTriesOf) {
  const again = report === null ? [] : secondTriesOf(report);
  secondTries.push(...again);
  const note = again.length > 0 ? `${again.length} at the second try` : '';
  return { counts: judgeCounts(status, report === null ? null : countsOf(report)), note, output };
}

async function checkLeftovers() {
  const left = findLeftovers(MARK, temporary);
  for (const { pid } of left) endProcess(pid);
  const list = left.map(({ pid, command }) => `${pid} ${command}`).join('\n');
  return verdict(left.length === 0, `These processes outlived their tests (ended now):\n${list}`);
}

function endProcess(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}

/** Folders of runs that were killed. */
function removeForgotten() {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(new RegExp(`^${FOLDER}(\\d+)-`).exec(name)?.[1]);
    if (Number.isNaN(pid) || isAlive(pid)) continue;
    try {
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
    } catch {
      // Somebody else's.
    }
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return cause.code === 'EPERM';
  }
}

function stop(status) {
  endRunning();
  for (const { pid } of findLeftovers(MARK, temporary)) endProcess(pid);
  rmSync(temporary, { recursive: true, force: true });
  process.exit(status);
}
