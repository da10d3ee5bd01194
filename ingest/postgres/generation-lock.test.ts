import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findLockHolder, releaseLock, takeLock } from './generation-lock.ts';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docket-lock-'));
});

afterEach(() => rm(folder, { recursive: true }));

/**
 * Processes that try until they hold the lock, look whether another one is inside, and end without giving it
 * back, as a killed holder does. Gives how many saw another one.
 */
async function race(count: number): Promise<{ readonly held: number; readonly clashes: number }> {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const program = `
    const { takeLock } = await import(${JSON.stringify(`${root}ingest/postgres/generation-lock.ts`)});
    const { mkdirSync, rmdirSync } = await import('node:fs');
    const { setTimeout: sleep } = await import('node:timers/promises');
    while (!(await takeLock(${JSON.stringify(folder)}))) await sleep(Math.random() * 3);
    try { mkdirSync(${JSON.stringify(join(folder, 'inside'))}); } catch { process.exit(9); }
    await sleep(5);
    rmdirSync(${JSON.stringify(join(folder, 'inside'))});
    process.kill(process.pid, 'SIGKILL');`;
  const args = ['--import', 'tsx', '--input-type=module', '-e', program];
  const endings = Array.from({ length: count }, () => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: 'ignore' });
    return new Promise<string>((done) => child.once('exit', (code, signal) => done(String(signal ?? code))));
  });
  const all = await Promise.all(endings);
  return {
    held: all.filter((ending) => ending === 'SIGKILL').length,
    clashes: all.filter((ending) => ending === '9').length,
  };
}

test('eight processes that each die with the lock hold it one after another', async () => {
  expect(await race(8)).toEqual({ held: 8, clashes: 0 });
  const names = (await readdir(folder)).filter((name) => name.startsWith('supervisor.'));
  expect(names).toEqual(['supervisor.8']);
});

test('the holder is found, and may take it twice', async () => {
  expect(await findLockHolder(folder)).toBeNull();
  expect(await takeLock(folder)).toBe(true);
  expect(await takeLock(folder)).toBe(true);
  expect(await findLockHolder(folder)).toBe(process.pid);
});

test('a living process with the same number but another start does not hold it', async () => {
  await writeFile(join(folder, 'supervisor.3'), `${process.ppid}:1:another-boot`);
  expect(await findLockHolder(folder)).toBeNull();
  expect(await takeLock(folder)).toBe(true);
  expect(await readdir(folder)).toEqual(['supervisor.4']);
});

test('a damaged file does not lock anybody out', async () => {
  await writeFile(join(folder, 'supervisor.1'), '');
  expect(await takeLock(folder)).toBe(true);
});

test('a lock that was given back is free, and may be taken again', async () => {
  for (const number of [1, 3, 5]) {
    expect(await takeLock(folder)).toBe(true);
    expect(await readdir(folder)).toEqual([`supervisor.${number}`]);
    await releaseLock(folder);
    expect([await findLockHolder(folder), await readdir(folder)]).toEqual([
      null,
      [`supervisor.${number + 1}`],
    ]);
  }
});
