import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findLeftovers } from './leftovers.mjs';
import { runCommand } from './run-command.mjs';

const CWD = import.meta.dirname;

test('status and all output come back', async () => {
  const result = await runCommand(['sh', '-c', 'echo out; echo err >&2; exit 3'], {
    cwd: CWD,
    timeoutMs: 10_000,
  });
  expect(result).toEqual({
    status: 3,
    output: expect.stringMatching(/^(?:out\nerr|err\nout)\n$/),
    timedOut: false,
  });
});

test('a command that does not exist says so', async () => {
  const result = await runCommand(['/no/such/program'], { cwd: CWD, timeoutMs: 10_000 });
  expect(result).toMatchObject({ status: null, output: expect.stringContaining('ENOENT') });
});

test('a command that hangs is stopped with its children', async () => {
  const env = { DOCKET_TEST_HANGS: 'yes' };
  const result = await runCommand(['sh', '-c', 'sleep 300 & sleep 300'], { cwd: CWD, env, timeoutMs: 300 });
  expect(result).toMatchObject({ status: null, timedOut: true });
  expect(findLeftovers('DOCKET_TEST_HANGS=yes', '/no/such/folder')).toEqual([]);
});

test('a child left in the background ends with its command', async () => {
  const result = await runCommand(['sh', '-c', 'sleep 300 & echo $!'], { cwd: CWD, timeoutMs: 10_000 });
  expect(result.status).toBe(0);
  await expect.poll(() => isRunning(Number(result.output)), { timeout: 10_000 }).toBe(false);
});

test.runIf(existsSync('/proc/self/environ'))(
  'a process that left its group is found by its mark',
  async () => {
    const env = { DOCKET_TEST_LEFT: 'yes' };
    // The group ends with its command: not before the other has left it.
    const untilLeft = 'until [ "$(cat /proc/$!/comm)" = sleep ]; do sleep 0.05; done';
    const line = ['sh', '-c', `setsid sleep 300 >/dev/null 2>&1 & ${untilLeft}`];
    await runCommand(line, { cwd: CWD, env, timeoutMs: 10_000 });
    const left = findLeftovers('DOCKET_TEST_LEFT=yes', '/no/such/folder');
    for (const { pid } of left) process.kill(pid, 'SIGKILL');
    expect(left).toEqual([{ pid: expect.any(Number), command: 'sleep 300' }]);
  },
);

/** Nobody waits for an orphan in a container without an init, so a zombie counts as ended. */
function isRunning(pid: number): boolean {
  const status = `/proc/${pid}/status`;
  return existsSync(status) && !/^State:\s+Z/m.test(readFileSync(status, 'utf8'));
}
