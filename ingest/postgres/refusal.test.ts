import { execFile } from 'node:child_process';
import {
  appendFile,
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { AppError } from '@/lib/base/app-error.ts';
import { acquireDatabase } from './acquire.ts';
import type { Env } from './paths.ts';
import { serverEnv } from './server-env.ts';
import { stopSupervisor } from './stop-supervisor.ts';
import { startTestClient } from './test-client.ts';
import { makeTestHome, removeTestHome } from './test-database.ts';

vi.setConfig({ testTimeout: 60_000 });

const IS_ROOT = process.getuid?.() === 0;
const NOBODY = { uid: 65_534, gid: 65_534 };
const PLAIN: Env = { PATH: process.env['PATH'] };
const homes: string[] = [];
let home = '';

beforeEach(async () => {
  home = await makeTestHome();
  homes.push(home);
});

afterAll(async () => {
  for (const folder of homes) await removeTestHome(folder);
});

/** What the refusal says and advises; the promise must reject with an AppError. */
async function refusal(env: Env = PLAIN): Promise<string> {
  try {
    await acquireDatabase({ home, env });
  } catch (cause) {
    if (cause instanceof AppError) return `${cause.message} ${cause.remedy}`;
    throw cause;
  }
  throw new Error('it was not refused');
}

async function makeDataFolder(files: Readonly<Record<string, string>>): Promise<string> {
  const data = join(home, 'pgdata');
  await mkdir(data, { mode: 0o700 });
  for (const [name, text] of Object.entries(files)) await writeFile(join(data, name), text);
  // As root the server's account is the owner Docket would have given it.
  if (IS_ROOT) await chown(data, NOBODY.uid, NOBODY.gid);
  return data;
}

test('a limit of open files is told as one, not as a lack of space', async () => {
  const run = (limit: number): Promise<unknown> =>
    promisify(execFile)(
      'sh',
      ['-c', `ulimit -n ${limit} && exec "$0" ingest/docket.mjs derive`, process.execPath],
      { env: serverEnv({ DOCKET_HOME: home }) },
    );
  const told = { code: 2, stderr: expect.stringMatching(/needs at least .*remedy: .*ulimit -n/s) };
  await expect(run(64)).rejects.toMatchObject(told);
  await (await acquireDatabase({ home, env: PLAIN })).release();
  await stopSupervisor(home);
  await expect(run(48)).rejects.toMatchObject(told);
});

describe('a data folder is refused and left as it was', () => {
  const nobody: Env = { ...PLAIN, DOCKET_PG_USER: IS_ROOT ? 'nobody' : undefined };

  test('of a newer major version', async () => {
    const data = await makeDataFolder({ PG_VERSION: '19\n' });
    expect(await refusal(nobody)).toMatch(/made by PostgreSQL 19, .* Nothing was changed/);
    expect(await readFile(join(data, 'PG_VERSION'), 'utf8')).toBe('19\n');
    expect(await readdir(home)).toEqual(['pgdata']);
  });

  test('with files of somebody else', async () => {
    const data = await makeDataFolder({ 'thesis.txt': 'x' });
    expect(await refusal(nobody)).toMatch(/no PG_VERSION/);
    expect(await readdir(data)).toEqual(['thesis.txt']);
  });

  test('that is a symbolic link', async () => {
    await symlink('/var/tmp', join(home, 'pgdata'));
    expect(await refusal(nobody)).toMatch(/symbolic link/);
    expect(await readdir(home)).toEqual(['pgdata']);
  });

  test.runIf(IS_ROOT)('of another owner', async () => {
    const data = await makeDataFolder({ PG_VERSION: '18\n' });
    await chown(data, 12_345, 12_345);
    expect(await refusal(nobody)).toMatch(/belongs to user id 12345/);
  });
});

describe('a home is refused', () => {
  test('that everybody may write', async () => {
    await chmod(home, 0o777);
    expect(await refusal()).toMatch(/chmod o-w/);
  });

  test.runIf(IS_ROOT && process.platform === 'linux')('that takes no files, though it is ours', async () => {
    home = '/sys/kernel';
    expect(await refusal()).toMatch(/Cannot write in the folder \/sys\/kernel: .*DOCKET_HOME/s);
  });

  test.runIf(IS_ROOT)('below a folder the account cannot enter, which is named', async () => {
    const closed = await mkdtemp(join(tmpdir(), 'docket-closed-'));
    homes.push(closed);
    home = join(closed, 'inner');
    const text = await refusal();
    expect(text).toContain(`cannot pass through ${closed} (mode 700)`);
    expect(text).toContain(`chmod o+x ${closed}`);
    expect(await readdir(closed)).toEqual([]);
  });

  test.runIf(IS_ROOT)('when DOCKET_PG_USER names nobody that exists, or root', async () => {
    expect(await refusal({ ...PLAIN, DOCKET_PG_USER: 'no-such-account' })).toMatch(/no account/);
    expect(await refusal({ ...PLAIN, DOCKET_PG_USER: 'root' })).toMatch(/refuses to run as root/);
    expect(await readdir(home)).toEqual([]);
  });
});

test.runIf(process.platform === 'linux')(
  'a home where no folder can be made is refused at once',
  async () => {
    for (const folder of ['/proc/docket/home', '/sys/docket']) {
      const made = acquireDatabase({ home: folder, env: PLAIN });
      await expect(made).rejects.toMatchObject({
        code: 'DATABASE_UNAVAILABLE',
        message: expect.stringContaining(`Cannot make the folder ${folder}`),
        remedy: expect.stringContaining('DOCKET_HOME'),
      });
    }
  },
);

test('a server with fsync turned off is not started, and is again when it is back on', async () => {
  await (await acquireDatabase({ home, env: PLAIN })).release();
  await stopSupervisor(home);
  const file = join(home, 'pgdata', 'postgresql.auto.conf');
  const before = await readFile(file, 'utf8');
  await appendFile(file, "fsync = 'off'\n");
  expect(await refusal()).toMatch(/fsync is off .* Remove the line/);
  await writeFile(file, before);
  const lease = await acquireDatabase({ home, env: PLAIN });
  expect(lease.embedded).toBe(true);
  await lease.release();
});

describe.runIf(IS_ROOT)('accounts', () => {
  test('root with DOCKET_PG_USER=nobody, and later without it', async () => {
    const lines: string[] = [];
    for (const env of [{ ...PLAIN, DOCKET_PG_USER: 'nobody' }, PLAIN]) {
      const lease = await acquireDatabase({ home, env, onLog: (line) => lines.push(line) });
      await lease.release();
      await stopSupervisor(home);
    }
    expect(lines.filter((line) => line.includes('accepts connections'))).toHaveLength(2);
    expect(lines.filter((line) => line.includes('Warning'))).toHaveLength(1);
  });

  test('an ordinary user with a home of its own', async () => {
    await chown(home, NOBODY.uid, NOBODY.gid);
    const folder = join(home, '.local', 'share', 'docket');
    const { child, answer } = await startTestClient(folder, { HOME: home, TMPDIR: home }, NOBODY);
    expect(answer).toContain('ready postgresql://docket_app:');
    child.kill('SIGKILL');
    await stopSupervisor(folder);
  });

  test('a path too long for a socket address', async () => {
    home = join(home, 'x'.repeat(90));
    const lease = await acquireDatabase({ home, env: PLAIN });
    expect(decodeURIComponent(lease.appUrl)).toMatch(/host=\/\S*\/docket-\w{6}\/pg$/);
    await lease.release();
    await stopSupervisor(home);
    await rm((await readFile(join(home, 'run-folder.txt'), 'utf8')).trim(), { recursive: true });
  });
});
