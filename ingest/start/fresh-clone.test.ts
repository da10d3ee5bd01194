import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveCommand } from '@/ingest/commands/serve.ts';
import { hashTree, writeStamp } from './staleness.mjs';
import { listSteps } from './steps.mjs';

/** `npm start` where nothing is installed or built: what needs neither is answered without them. */

let clone = '';

beforeAll(() => {
  clone = mkdtempSync(join(tmpdir(), 'docket-clone-'));
  const root = fileURLToPath(new URL('../..', import.meta.url));
  cpSync(join(root, 'ingest/start'), join(clone, 'ingest/start'), { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) cpSync(join(root, file), join(clone, file));
});

afterAll(() => rmSync(clone, { recursive: true }));

type Told = { code: number | null; out: string; errors: string };

function start(...args: readonly string[]): Told {
  return startIn(clone, args);
}

/** Without a registry to ask, so that a step that should not run fails at once. */
function startIn(
  folder: string,
  args: readonly string[],
  as: { readonly uid?: number; readonly gid?: number } = {},
): Told {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(folder, 'ingest/start/main.mjs'), ...args],
    {
      ...as,
      cwd: folder,
      encoding: 'utf8',
      env: {
        ...process.env,
        INIT_CWD: folder,
        npm_config_registry: 'http://127.0.0.1:9',
        npm_config_fetch_retries: '0',
      },
    },
  );
  return { code: status, out: stdout, errors: stderr };
}

test('it explains itself, with the options of serve in the same words', () => {
  const { code, out, errors } = start('--port', '3000', '--help');
  expect([code, errors]).toEqual([0, '']);
  expect(out).toMatch(/^usage: npm start /);
  const options = serveCommand.help.split('\n').filter((line) => /^ {2}--/.test(line));
  // The check is what it does by itself.
  expect(options.splice(2)).toEqual([expect.stringContaining('--check')]);
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

test('a path that leads nowhere is told before anything is installed, from the folder npm was called in', () => {
  expect(start('--port', '3000', 'typed-wrong.mbox')).toEqual({
    code: 2,
    out: '',
    errors:
      'npm start: There is no typed-wrong.mbox.\n  remedy: Check the path; an address begins with https://\n',
  });
  expect(start('package.json', 'lore.kernel.org/x/').errors).toContain('There is no lore.kernel.org/x/.');
  expect(existsSync(join(clone, 'node_modules'))).toBe(false);
});

/** An account that may not write what root installed; permissions do not hold root up. */
const OTHER = { uid: 65_534, gid: 65_534 };

test.runIf(process.geteuid?.() === 0)(
  'packages that somebody else installed are used, or told to be his',
  () => {
    chownSync(clone, OTHER.uid, OTHER.gid);
    chmodSync(clone, 0o755);
    mkdirSync(join(clone, 'node_modules'));
    cpSync(join(clone, 'package-lock.json'), join(clone, 'node_modules/.package-lock.json'));
    // There is no Prisma to go on with.
    const used = startIn(clone, [], OTHER);
    expect(used.out).toMatch(/^install +up to date$/m);
    expect(used.errors).not.toContain('.docket-install');
    writeFileSync(join(clone, 'node_modules/.package-lock.json'), '{}');
    expect(startIn(clone, [], OTHER)).toEqual({
      code: 1,
      out: '',
      errors: expect.stringMatching(/node_modules cannot be written by this account: start as its owner/),
    });
  },
);

test('what serve refuses is told before the build', () => {
  const whole = join(clone, 'whole');
  const root = fileURLToPath(new URL('../..', import.meta.url));
  for (const part of ['ingest', 'lib', 'prisma', 'package.json', 'package-lock.json', 'tsconfig.json'])
    cpSync(join(root, part), join(whole, part), { recursive: true });
  mkdirSync(join(whole, 'node_modules'));
  for (const name of readdirSync(join(root, 'node_modules')).filter((entry) => entry !== '.cache'))
    symlinkSync(join(root, 'node_modules', name), join(whole, 'node_modules', name));
  const [, generate] = listSteps(whole);
  writeStamp(join(whole, generate?.stamp ?? ''), hashTree(whole, generate?.inputs ?? []));
  for (const [source, told] of [
    ['https://docket.invalid/x/', /may not fetch from docket\.invalid/],
    ['-', /Standard input cannot be given to a server/],
  ] as const) {
    const { code, out, errors } = startIn(whole, ['--port', '43917', source]);
    expect([code, out]).toEqual([2, expect.stringMatching(/^install +up to date\ngenerate +up to date\n$/)]);
    expect(errors).toMatch(told);
  }
  expect(existsSync(join(whole, '.next'))).toBe(false);
});
