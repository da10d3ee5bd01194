import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findNodeProblem } from './node-version.mjs';
import { findCloneProblem, findGitProblem, findTemporaryProblem } from './requirements.mjs';
import { findWork, listSteps, runStep, stopStep } from './steps.mjs';

let root = '';
let printed = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'docket-steps-'));
  printed = '';
  writeFileSync(join(root, 'input'), 'one');
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    printed += text;
    return true;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(root, { recursive: true });
});

/** A step that runs `program` in Node. */
function makeStep(program: string): ReturnType<typeof listSteps>[number] {
  return {
    name: 'try',
    inputs: ['input'],
    product: 'product',
    stamp: 'product.stamp',
    command: [process.execPath, '-e', program],
    env: { WORD: 'secret word' },
    remedy: 'Do better.',
    alreadyDone: null,
  };
}

const WORKS = makeStep(`console.log('hidden'); require('fs').writeFileSync('product', process.env.WORD)`);
const FAILS = makeStep(`console.log('all the output'); process.exit(3)`);

async function run(step: typeof WORKS): Promise<boolean> {
  const hash = findWork(root, step);
  expect(hash).not.toBeNull();
  return runStep(root, step, hash ?? '', () => undefined);
}

test('a step runs once, and again when its input changed or its product is gone', async () => {
  expect(await run(WORKS)).toBe(true);
  expect(findWork(root, WORKS)).toBeNull();
  writeFileSync(join(root, 'input'), 'two');
  expect(await run(WORKS)).toBe(true);
  expect(findWork(root, WORKS)).toBeNull();
  rmSync(join(root, 'product'));
  expect(await run(WORKS)).toBe(true);
  expect(printed).toBe('');
});

test('a failure shows the whole output and the remedy, and the step is not done', async () => {
  expect(await run(WORKS)).toBe(true);
  writeFileSync(join(root, 'input'), 'two');
  expect(await run(FAILS)).toBe(false);
  expect(printed).toMatch(/all the output[\s\S]*try failed: it ended with 3. Do better./);
  expect(existsSync(join(root, 'product.stamp'))).toBe(false);
  writeFileSync(join(root, 'input'), 'one');
  expect(findWork(root, WORKS)).not.toBeNull();
});

test('a build beside another one says to wait, not what to correct', async () => {
  const told = 'Another next build process is already running.';
  expect(await run(makeStep(`console.error('${told}'); process.exit(1)`))).toBe(false);
  expect(printed).toContain(told);
  expect(printed).toMatch(
    /try failed: it ended with 1\. Another npm start builds this clone: wait until it has/,
  );
  expect(printed).not.toContain('Do better.');
});

test('a program that says it succeeded but made nothing is a failure', async () => {
  expect(await run(makeStep(''))).toBe(false);
  expect(printed).toContain('there is no product');
});

test('a fork of a step is not touched: it lives by its own channel', async () => {
  const program = `
    const { fork } = require('node:child_process');
    require('fs').writeFileSync('fork.cjs', "process.on('message', (m) => process.send(m + ' back'))");
    const child = fork('fork.cjs');
    child.on('message', (m) => { require('fs').writeFileSync('product', m); child.disconnect(); });
    setTimeout(() => child.send('there and'), 500);`;
  expect(await run(makeStep(program))).toBe(true);
  expect(readFileSync(join(root, 'product'), 'utf8')).toBe('there and back');
});

test('a program that does not exist is a failure with its name', async () => {
  expect(await run({ ...WORKS, command: ['no-such-program'] })).toBe(false);
  expect(printed).toContain('no-such-program');
});

test('another proof that the step was done is believed, and remembered', () => {
  writeFileSync(join(root, 'product'), '');
  expect(findWork(root, { ...WORKS, alreadyDone: () => true })).toBeNull();
  expect(findWork(root, WORKS)).toBeNull();
});

test('the real steps are complete and in order', () => {
  expect(listSteps('/x').map(({ name, stamp }) => [name, stamp])).toEqual([
    ['install', 'node_modules/.docket-install'],
    ['generate', 'prisma/generated/.docket-hash'],
    ['build', '.next/docket-hash'],
  ]);
});

test('what is missing is named with its remedy', () => {
  const versions = ['v18.20.8', 'v20.18.3', 'v20.19.0', 'v20.20.2', 'v24.0.0'];
  expect(versions.filter((version) => findNodeProblem(version) === null)).toEqual(versions.slice(2));
  expect(findNodeProblem('v18.20.8')).toContain('nodejs.org');
  expect(findGitProblem()).toBeNull();
  expect(findGitProblem('no-such-git')).toContain('apt-get install git');
});

test('a clone of somebody else is told before npm fails on it', () => {
  expect(findCloneProblem(root)).toBe(null);
  chmodSync(root, 0o555);
  // Permissions do not hold root up.
  const isRoot = process.geteuid?.() === 0;
  const found = findCloneProblem(isRoot ? join(root, 'absent') : root);
  expect(found).toMatch(/cannot be written by this account: start as its owner/);
  chmodSync(root, 0o755);
});

test('a program that does not end when it is asked to is ended', async () => {
  const child = spawn(process.execPath, [
    '-e',
    "process.on('SIGINT', () => undefined); setInterval(() => undefined, 1000); console.log('ready')",
  ]);
  await new Promise((resolve) => child.stdout.once('data', resolve));
  const ended = new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
  stopStep(child, 'SIGINT', 100);
  expect(await ended).toBe('SIGKILL');
});

test('a step that is stopped is not done, and says nothing of a failure', async () => {
  const step = makeStep('setInterval(() => undefined, 1000)');
  const done = await runStep(root, step, 'hash', (child) => {
    if (child !== null) stopStep(child, 'SIGINT', 100);
  });
  expect([done, printed]).toEqual([false, '']);
});

test('a temporary folder that is not there is told with its remedy', () => {
  expect(findTemporaryProblem(root)).toBeNull();
  const missing = join(root, 'missing');
  expect(findTemporaryProblem(missing)).toMatch(/missing, the temporary folder, .* set TMPDIR/);
});
