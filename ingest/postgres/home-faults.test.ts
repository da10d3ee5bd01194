import { execFileSync } from 'node:child_process';
import { chown, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { AppError } from '@/lib/base/app-error.ts';
import { acquireDatabase } from './acquire.ts';
import { knownFailure } from './known-failure.ts';
import { stopSupervisor } from './stop-supervisor.ts';
import { makeTestHome, removeTestHome } from './test-database.ts';

/** What else may have the name of something in DOCKET_HOME, and accounts without a home: cause and remedy of each. */

vi.setConfig({ testTimeout: 60_000 });

const IS_ROOT = process.getuid?.() === 0;
const DOCKET = fileURLToPath(new URL('../docket.mjs', import.meta.url));

let home = '';
beforeEach(async () => {
  home = await makeTestHome();
});
afterEach(async () => {
  await stopSupervisor(home);
  await removeTestHome(home);
});

async function refusal(): Promise<string> {
  const refused = await acquireDatabase({ home, env: { PATH: process.env['PATH'] } }).catch(
    (error: unknown) => error,
  );
  const told = refused instanceof AppError ? refused : knownFailure(refused);
  if (told !== null) return `${told.message} ${told.remedy}`;
  throw refused;
}

test.each(['run', 'run/pg', 'postgres', 'lock', 'log'])('a file where %s is to be', async (name) => {
  await mkdir(dirname(join(home, name)), { recursive: true });
  await writeFile(join(home, name), '');
  expect(await refusal()).toBe(
    `${join(home, name)} cannot be used: something else has its name. ` +
      'Move it out of the way, or set DOCKET_HOME to another folder.',
  );
  await rm(join(home, name));
});

test.each(['run/lease.sock', 'log/supervisor-start.log'])('a folder where %s is to be', async (name) => {
  await mkdir(join(home, name, 'below'), { recursive: true });
  const told = await docket(['sources'], { DOCKET_HOME: home });
  expect(told).toContain(`${join(home, name)} cannot be used: it is a folder, and a file is to be there.\n`);
  expect(told).toContain('remedy: Move it out of the way');
});

test('a folder where the passwords are to be', async () => {
  await mkdir(join(home, 'secrets.json'));
  expect(await refusal()).toMatch(/secrets\.json is a folder.* Move the folder away/s);
});

/** What it says on standard error when it refuses. */
async function docket(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  as: { readonly uid?: number; readonly gid?: number; readonly cwd?: string } = {},
): Promise<string> {
  try {
    execFileSync(process.execPath, [DOCKET, ...args], {
      ...as,
      env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'test', ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  } catch (cause) {
    return String((cause as { readonly stderr: Buffer }).stderr);
  }
  throw new Error('it was not refused');
}

/** As `docker run --user` does. */
const NAMELESS = { uid: 54_321, gid: 54_321 };

test.runIf(IS_ROOT)(
  'an account without a name or HOME is told to name a home, and has none made',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'docket-nameless-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const [cwd, temporary] = [join(folder, 'cwd'), join(folder, 'tmp')];
    for (const path of [folder, cwd, temporary]) {
      await mkdir(path, { recursive: true });
      await chown(path, NAMELESS.uid, NAMELESS.gid);
    }
    // tsx keeps what it compiled in a folder of each account there.
    const TMPDIR = temporary;
    for (const env of [{ TMPDIR }, { TMPDIR, HOME: '' }] as const) {
      expect(await docket(['sources'], env, { ...NAMELESS, cwd })).toBe(
        'docket sources: User id 54321 has no home folder here, and HOME is not set.\n' +
          '  remedy: Set DOCKET_HOME to a folder you may write.\n',
      );
    }
    expect(await readdir(cwd)).toEqual([]);
    const told = await docket(['sources'], { TMPDIR, DOCKET_HOME: join(cwd, 'home') }, { ...NAMELESS, cwd });
    expect(told).toMatch(/could not look up effective user ID 54321.*\n {2}remedy: .*\/etc\/passwd/);
    await stopSupervisor(join(cwd, 'home'));
  },
);
