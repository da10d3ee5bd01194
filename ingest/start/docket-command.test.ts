import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** Elsewhere, as a user's shell is, with the link npm would make in node_modules/.bin. */
let folder = '';
let command = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'docket-command-'));
  command = join(folder, 'docket');
  symlinkSync(fileURLToPath(new URL('../docket.mjs', import.meta.url)), command);
});

afterAll(() => rmSync(folder, { recursive: true }));

test('the command runs through a link, from another folder', async () => {
  const { stdout } = await promisify(execFile)(command, ['--help'], { cwd: folder });
  expect(stdout).toContain('usage: docket');
});

test('an old Node is told what is wrong, and what to do', async () => {
  const old = 'data:text/javascript,Object.defineProperty(process, "version", { value: "v18.20.8" })';
  const run = promisify(execFile)(process.execPath, ['--import', old, command, '--version'], { cwd: folder });
  await expect(run).rejects.toMatchObject({
    code: 2,
    stderr: 'docket: Docket needs Node 20.19.0 or later, this is v18.20.8: get one from https://nodejs.org\n',
  });
});

test('a reader that goes away early is no error', async () => {
  const child = spawn(command, ['--help'], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += String(chunk);
  });
  const [code] = await once(child, 'close');
  expect([code, errors]).toEqual([0, '']);
});

test('output that cannot be written is told with a remedy', async () => {
  const full = openSync('/dev/full', 'w');
  const child = spawn(command, ['--help'], { cwd: folder, stdio: ['ignore', full, 'pipe'] });
  let errors = '';
  child.stderr?.on('data', (chunk) => {
    errors += String(chunk);
  });
  const [code] = await once(child, 'close');
  const remedy = 'Look at the disk or device it goes to.';
  expect([code, errors]).toEqual([
    2,
    `docket: its output cannot be written (ENOSPC).\n  remedy: ${remedy}\n`,
  ]);
  const silent = spawn(command, ['nosuch'], { cwd: folder, stdio: ['ignore', 'pipe', full] });
  expect(await once(silent, 'close')).toEqual([2, null]);
  closeSync(full);
});

test('a clone whose database client is not generated says what to do', async () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  // Of a try before this one.
  rmSync(join(folder, 'clone'), { recursive: true, force: true });
  for (const part of ['ingest', 'lib', 'package.json', 'package-lock.json', 'tsconfig.json']) {
    cpSync(join(root, part), join(folder, 'clone', part), { recursive: true });
  }
  const packages = join(folder, 'clone/node_modules');
  mkdirSync(packages);
  for (const name of readdirSync(join(root, 'node_modules')).filter((entry) => entry !== '.cache')) {
    symlinkSync(join(root, 'node_modules', name), join(packages, name));
  }
  const run = promisify(execFile)(join(folder, 'clone/ingest/docket.mjs'), ['show', 'design', 'a@b'], {
    env: { ...process.env, DOCKET_HOME: folder },
  });
  await expect(run).rejects.toMatchObject({
    code: 2,
    stderr: 'docket: its database client is not generated yet.\n  Run `npm start` once: it does that.\n',
  });
});
