import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findProcessStamp } from '../postgres/process-table.ts';
import { type ManagedChild, spawnManaged } from './spawn-child.mjs';

let folder = '';
let lines: string[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'docket-child-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

function start(program: string, options: { readonly nice?: number } = {}): ManagedChild {
  lines = [];
  const script = join(folder, 'child.mjs');
  writeFileSync(script, program);
  return spawnManaged(script, ['argument'], {
    ...options,
    prefix: 'web | ',
    onLine: (line) => lines.push(line),
  });
}

async function firstLine(): Promise<void> {
  while (lines.length === 0) await sleep(10);
}

test('a child that ends by itself: its code, its lines with the prefix, its niceness', async () => {
  const program = `import { getPriority } from 'node:os';
    setTimeout(() => { console.log(process.argv[2], getPriority()); process.exitCode = 4; }, 100);`;
  expect(await start(program, { nice: 7 }).ended).toEqual({ code: 4, signal: null });
  expect(lines).toEqual(['web | argument 7']);
});

test('stop: SIGTERM first, and SIGKILL for one that does not listen', async () => {
  const polite = start(
    `process.on('SIGTERM', () => process.exit(3)); setInterval(() => {}, 1e3); console.log(1)`,
  );
  await firstLine();
  expect(await polite.stop()).toEqual({ code: 3, signal: null });
  const stubborn = start(`process.on('SIGTERM', () => {}); setInterval(() => {}, 1e3); console.log(1)`);
  await firstLine();
  expect(await stubborn.stop({ termMs: 200 })).toEqual({ code: 137, signal: 'SIGKILL' });
});

/** Halted: it has not come to its first line when the parent dies, as on a busy machine. */
test.each([false, true])('a child does not outlive a parent killed with -9, halted: %s', async (isHalted) => {
  const child = join(folder, 'orphan.mjs');
  writeFileSync(child, 'setInterval(() => undefined, 1000);');
  const parent = join(folder, 'parent.mjs');
  const library = new URL('./spawn-child.mjs', import.meta.url).href;
  writeFileSync(
    parent,
    `import { spawnManaged } from ${JSON.stringify(library)};
     const { pid } = spawnManaged(${JSON.stringify(child)}, []);
     if (${isHalted}) process.kill(pid, 'SIGSTOP');
     console.log(pid);`,
  );
  const running = spawn(process.execPath, [parent], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [pid] = await once(createInterface({ input: running.stdout }), 'line');
  await sleep(300);
  expect(findProcessStamp(Number(pid))).not.toBeNull();
  const ended = once(running, 'exit');
  running.kill('SIGKILL');
  await ended;
  process.kill(Number(pid), 'SIGCONT');
  const deadline = performance.now() + 30_000;
  while (findProcessStamp(Number(pid)) !== null && performance.now() < deadline) await sleep(20);
  expect(findProcessStamp(Number(pid))).toBeNull();
});
