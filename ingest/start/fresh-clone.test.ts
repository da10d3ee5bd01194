import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveCommand } from '@/ingest/commands/serve.ts';

/** `npm start` where nothing is installed or built: what needs neither is answered without them. */

let clone = '';

beforeAll(() => {
  clone = mkdtempSync(join(tmpdir(), 'docket-clone-'));
  const root = fileURLToPath(new URL('../..', import.meta.url));
  cpSync(join(root, 'ingest/start'), join(clone, 'ingest/start'), { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) cpSync(join(root, file), join(clone, file));
});

afterAll(() => rmSync(clone, { recursive: true }));

/** Without a registry to ask, so that a step that should not run fails at once. */
function start(...args: readonly string[]): { code: number | null; out: string; errors: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(clone, 'ingest/start/main.mjs'), ...args],
    {
      cwd: clone,
      encoding: 'utf8',
      env: { ...process.env, npm_config_registry: 'http://127.0.0.1:9', npm_config_fetch_retries: '0' },
    },
  );
  return { code: status, out: stdout, errors: stderr };
}

test('it explains itself, with the options of serve in the same words', () => {
  const { code, out, errors } = start('--port', '3000', '--help');
  expect([code, errors]).toEqual([0, '']);
  expect(out).toMatch(/^usage: npm start /);
  const options = serveCommand.help.split('\n').filter((line) => /^ {2}--/.test(line));
  expect(options).toHaveLength(2);
  for (const line of options) expect(out).toContain(line);
  expect(existsSync(join(clone, 'node_modules'))).toBe(false);
});

test('an option that is none is refused before anything is installed', () => {
  expect(start('--prot', '3000')).toEqual({
    code: 2,
    out: '',
    errors: "npm start: Unknown option '--prot'\n  remedy: npm start -- --help\n",
  });
  expect(start('--port').errors).toContain("Option '--port <value>' argument missing");
});
