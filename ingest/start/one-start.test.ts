import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { leaveClone, takeClone } from './one-start.mjs';

let root = '';
let link = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'docket-one-'));
  mkdirSync(join(root, 'ingest'));
  link = join(root, 'ingest', '.docket-start');
});

afterEach(() => rmSync(root, { recursive: true }));

test('one process has a clone, as often as it asks, until it leaves it', () => {
  expect([takeClone(root), takeClone(root)]).toEqual([null, null]);
  expect(readdirSync(join(root, 'ingest'))).toEqual(['.docket-start']);
  leaveClone(root);
  expect(readdirSync(join(root, 'ingest'))).toEqual([]);
});

test('all that stands in the root of a clone meanwhile leads somewhere: next build looks', () => {
  expect(takeClone(root)).toBeNull();
  for (const name of readdirSync(root)) statSync(join(root, name));
  leaveClone(root);
});

test('while another one lives it is named with the remedy, and its clone is left to it', async () => {
  const other = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)', 'start/main.mjs']);
  symlinkSync(String(other.pid), link);
  expect(takeClone(root)).toContain(
    `Another npm start or npm test, process ${other.pid}, prepares this clone: wait until it has, then start again\n`,
  );
  leaveClone(root);
  expect(readdirSync(join(root, 'ingest'))).toEqual(['.docket-start']);
  other.kill('SIGKILL');
  await once(other, 'exit');
  expect(takeClone(root)).toBeNull();
});

test('what a killed one left, or what is no number, holds nobody up', () => {
  if (process.platform === 'linux') {
    // Its number went to somebody else.
    symlinkSync(String(process.ppid), link);
    expect(takeClone(root)).toBeNull();
    leaveClone(root);
  }
  const gone = spawnSync(process.execPath, ['-e', '']).pid;
  for (const target of [String(gone), 'nobody', '-1', '0']) {
    symlinkSync(target, link);
    expect(takeClone(root), target).toBeNull();
    leaveClone(root);
  }
  writeFileSync(link, '');
  expect(takeClone(root)).toBeNull();
});
