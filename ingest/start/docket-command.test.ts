import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
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
