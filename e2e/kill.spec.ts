import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';

/**
 * "Is what I said still there after a crash?" The short form of bench/soak/writers.ts, on a site of its own: twenty
 * people write while database, web process and worker are killed with -9, each once.
 */
const SECONDS = 20;
const KILL_EVERY_SECONDS = 6;
/** The specs of another worker load both cores meanwhile. */
const SERVING_SECONDS_MAX = 60;
const WRITERS = join(import.meta.dirname, '..', 'bench', 'soak', 'writers.ts');

test('database, web and worker killed during writes: nothing acknowledged is lost, and it serves again', async () => {
  test.setTimeout(300_000);
  const line = [
    '--import',
    'tsx',
    WRITERS,
    String(SECONDS),
    `--kill=${KILL_EVERY_SECONDS}`,
    `--within=${SERVING_SECONDS_MAX}`,
  ];
  // It rejects with the words on stderr alone; what was at fault stands on stdout.
  const { stdout } = await promisify(execFile)(process.execPath, line, { timeout: 280_000 }).catch(
    ({ stdout: said, stderr: told }: { stdout: string; stderr: string }) => ({ stdout: `${said}\n${told}` }),
  );
  expect(stdout).toMatch(/^\d{2,} judgements by 20 people/m);
  expect(stdout).not.toMatch(/FAULT|TOO LONG/);
  for (const victim of ['database', 'web', 'worker']) {
    expect(stdout).toMatch(new RegExp(`^${victim} \\(\\d+\\) killed, serving after \\d{1,5} ms$`, 'm'));
  }
});
