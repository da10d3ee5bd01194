import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';
import { acquireDatabase, type DatabaseLease } from './acquire.ts';
import { findLockHolder } from './generation-lock.ts';
import { homePaths } from './paths.ts';
import { readPostmasterPid } from './postmaster-pid.ts';
import { stopSupervisor } from './stop-supervisor.ts';
import { startTestClient } from './test-client.ts';
import { makeTestHome, removeTestHome } from './test-database.ts';

const homes: string[] = [];
const leases: DatabaseLease[] = [];
/** Most tests share one: a new home costs a copy and an initdb. */
let home = '';

beforeAll(async () => {
  home = await makeHome();
});

afterEach(async () => {
  await releaseAll();
  for (const folder of homes) await stopSupervisor(folder);
});

afterAll(async () => {
  for (const folder of homes) await removeTestHome(folder);
});

async function makeHome(): Promise<string> {
  const folder = await makeTestHome();
  homes.push(folder);
  return folder;
}

async function acquire(folder: string): Promise<DatabaseLease> {
  const lease = await acquireDatabase({ home: folder, env: { PATH: process.env['PATH'] } });
  leases.push(lease);
  return lease;
}

async function releaseAll(): Promise<void> {
  for (const lease of leases.splice(0)) await lease.release();
}

/** Runs one statement and gives the first row; a fresh connection each time. */
async function query(url: string, statement: string): Promise<Record<string, unknown> | undefined> {
  const sql = postgres({ ...connectionOptions(url), max: 1, onnotice: () => undefined });
  try {
    return (await sql.unsafe(statement))[0];
  } finally {
    await sql.end();
  }
}

/** Polls for half a minute: the machine of CI is busy with other tests. */
async function eventually(condition: () => Promise<boolean>): Promise<boolean> {
  for (let attempt = 0; attempt < 1_500; attempt += 1) {
    if (await condition()) return true;
    await sleep(20);
  }
  return false;
}

async function postmaster(): Promise<number | null> {
  const found = await readPostmasterPid(homePaths(home).data);
  return found.kind === 'ours' ? found.pid : null;
}

async function supervisor(): Promise<number | null> {
  return findLockHolder(homePaths(home).lock);
}

async function isStopped(): Promise<boolean> {
  return (await postmaster()) === null && (await supervisor()) === null;
}

async function answers(url: string): Promise<boolean> {
  return query(url, 'SELECT 1').then(
    () => true,
    () => false,
  );
}

describe('an empty home', () => {
  test('gets a server with three roles of falling rights', async () => {
    const { ownerUrl, appUrl, readerUrl, embedded } = await acquire(home);
    expect(embedded).toBe(true);
    const facts = 'SELECT current_user AS u, pg_encoding_to_char(encoding) AS e FROM pg_database';
    expect(await query(ownerUrl, facts)).toEqual({ u: 'docket_owner', e: 'UTF8' });
    await query(
      ownerUrl,
      'DROP TABLE IF EXISTS rights; CREATE TABLE rights (a int); GRANT SELECT, INSERT ON rights TO docket_app',
    );
    await query(ownerUrl, 'GRANT SELECT ON rights TO docket_reader');
    await query(appUrl, 'INSERT INTO rights VALUES (7)');
    expect(await query(readerUrl, 'SELECT a FROM rights')).toEqual({ a: 7 });
    await expect(query(appUrl, 'CREATE TABLE more (a int)')).rejects.toThrow(/permission denied/);
    await expect(query(readerUrl, 'SELECT pg_sleep(5)')).rejects.toThrow(/statement timeout/);
    await expect(query(ownerUrl, "COPY rights TO PROGRAM 'cat'")).rejects.toThrow(/permission denied/);
    await expect(query(appUrl.replace(/:[\w-]{43}@/, ':wrong@'), 'SELECT 1')).rejects.toThrow(/password/);
  });

  test('listens on a private socket only, with everything durable', async () => {
    const { appUrl } = await acquire(home);
    const names = 'listen_addresses fsync full_page_writes synchronous_commit data_checksums shared_buffers';
    const columns = names.split(' ').map((name) => `current_setting('${name}') AS ${name}`);
    expect(Object.values((await query(appUrl, `SELECT ${columns}`)) ?? {})).toEqual([
      '',
      'on',
      'on',
      'on',
      'on',
      '128MB',
    ]);
    const modes = ['pgdata', 'run/pg', 'log', 'lock', 'secrets.json', 'run/lease.sock'].map(async (name) => {
      return ((await stat(join(home, name))).mode & 0o777).toString(8);
    });
    expect(await Promise.all(modes)).toEqual(['700', '700', '700', '700', '600', '600']);
  });

  test('left by an initdb that was killed: the next start begins anew', async () => {
    const interrupted = await makeHome();
    await mkdir(join(interrupted, 'initdb-abc123', 'data'), { recursive: true });
    await mkdir(join(interrupted, 'postgres', 'x.unfinished'), { recursive: true });
    await writeFile(join(interrupted, 'initdb-abc123', 'data', 'PG_VERSION'), '18\n');
    const { appUrl } = await acquire(interrupted);
    expect(await query(appUrl, 'SELECT 1 AS one')).toEqual({ one: 1 });
    await expect(stat(join(interrupted, 'initdb-abc123'))).rejects.toThrow(/ENOENT/);
    await expect(stat(join(interrupted, 'postgres', 'x.unfinished'))).rejects.toThrow(/ENOENT/);
  });

  test('entered by four clients at once has one server', async () => {
    const shared = await makeHome();
    const four = await Promise.all([1, 2, 3, 4].map(() => acquire(shared)));
    expect(new Set(four.map((lease) => lease.appUrl)).size).toBe(1);
    for (const { appUrl } of four) expect(await query(appUrl, 'SELECT 1 AS one')).toEqual({ one: 1 });
  });
});

describe('clients come and go', () => {
  test('two share one server, which stops after the last one went', async () => {
    const first = await acquire(home);
    const server = await postmaster();
    const second = await acquire(home);
    await first.release();
    await sleep(2_300);
    expect(await postmaster()).toBe(server);
    await second.release();
    expect(await eventually(isStopped)).toBe(true);
  });

  test('one killed with -9 gives its lease back', async () => {
    const { child, answer } = await startTestClient(home, {});
    expect(answer).toMatch(/^ready /);
    expect(await postmaster()).not.toBeNull();
    child.kill('SIGKILL');
    expect(await eventually(isStopped)).toBe(true);
  });
});

/** How the system and the server say that a connection ended, and the supervisor that the server did. */
const BROKEN_OR_TAKEN =
  /^taken$|did not start|ended|terminating|CONNECTION|ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|starting up|shutting down/;

describe('kill -9', () => {
  test('of the postmaster: it is started again and has every acknowledged row', async () => {
    const { ownerUrl } = await acquire(home);
    await query(ownerUrl, 'DROP TABLE IF EXISTS crash; CREATE TABLE crash AS SELECT 7 AS a');
    const before = await postmaster();
    process.kill(Number(before), 'SIGKILL');
    // The same server as an external one: who comes while it recovers waits.
    const waiting = acquireDatabase({ home, env: { DATABASE_URL: ownerUrl } });
    const again = async (): Promise<boolean> => (await postmaster()) !== before && answers(ownerUrl);
    expect(await eventually(again)).toBe(true);
    expect(await query(ownerUrl, 'SELECT a FROM crash')).toEqual({ a: 7 });
    expect((await waiting).embedded).toBe(false);
  });

  test('of the postmaster: a client that comes while it is started again waits', async () => {
    await acquire(home);
    process.kill(Number(await postmaster()), 'SIGKILL');
    await sleep(50);
    const { appUrl } = await acquire(home);
    expect(await query(appUrl, 'SELECT 1 AS one')).toEqual({ one: 1 });
  });

  test('of the postmaster: a client that comes before the supervisor has seen it waits', async () => {
    await acquire(home);
    const [server, keeper] = [Number(await postmaster()), Number(await supervisor())];
    process.kill(keeper, 'SIGSTOP');
    process.kill(server, 'SIGKILL');
    await eventually(async () => (await postmaster()) === null);
    const coming = acquire(home);
    await sleep(100);
    process.kill(keeper, 'SIGCONT');
    expect(await query((await coming).appUrl, 'SELECT 1 AS one')).toEqual({ one: 1 });
  });

  test('of the postmaster while it is prepared: the client hears of it, the next one gets a server', async () => {
    // A server that was killed leaves its file behind.
    const isReady = async (): Promise<boolean> =>
      (await postmaster()) !== null &&
      /\nready\s*$/.test(await readFile(join(home, 'pgdata', 'postmaster.pid'), 'utf8').catch(() => ''));
    for (const afterMs of [0, 10, 20, 40, 80]) {
      // Else the lease on the server that was killed asks for the next one, whenever that is stopped.
      await releaseAll();
      const isCleared = async (): Promise<boolean> => stopSupervisor(home).then(isStopped);
      if (!(await eventually(isCleared))) {
        throw new Error(`postmaster ${await postmaster()}, supervisor ${await supervisor()}, ${afterMs} ms`);
      }
      const taken = acquire(home).then(
        () => 'taken',
        (cause: Error) => cause.message,
      );
      expect(await eventually(isReady)).toBe(true);
      await sleep(afterMs);
      const server = await postmaster();
      expect(server).toBeGreaterThan(1);
      process.kill(Number(server), 'SIGKILL');
      expect(await taken).toMatch(BROKEN_OR_TAKEN);
    }
    // Until the supervisor has seen the death it gives out the address of the dead server.
    const isServed = async (): Promise<boolean> =>
      acquire(home)
        .then(({ appUrl }) => query(appUrl, 'SELECT 1 AS one'))
        .then(
          () => true,
          () => false,
        );
    expect(await eventually(isServed)).toBe(true);
  });

  test('of the postmaster just before nobody needs it: who comes then gets one that stays', async () => {
    const first = await acquire(home);
    const server = await postmaster();
    await first.release();
    // The last lease is gone for two seconds while the server is being started again.
    await sleep(1_900);
    expect(server).toBeGreaterThan(1);
    try {
      process.kill(Number(server), 'SIGKILL');
    } catch (cause) {
      // On a busy machine the two seconds are over before this: it is stopped, and who comes gets another one.
      expect(cause).toMatchObject({ code: 'ESRCH' });
    }
    await sleep(300);
    const { appUrl } = await acquire(home);
    for (let times = 0; times < 20; times += 1) {
      expect(await query(appUrl, 'SELECT 1 AS one')).toEqual({ one: 1 });
      await sleep(50);
    }
  });

  test('of the supervisor: a living client gets a new one, the orphan does not stay', async () => {
    const lease = await acquire(home);
    const [server, before] = [await postmaster(), await supervisor()];
    process.kill(Number(before), 'SIGKILL');
    const replaced = async (): Promise<boolean> => {
      return ![before, null].includes(await supervisor()) && ![server, null].includes(await postmaster());
    };
    expect(await eventually(replaced)).toBe(true);
    expect(await eventually(() => answers(lease.appUrl))).toBe(true);
    await lease.release();
    expect(await eventually(isStopped)).toBe(true);
  });

  test('of both, with the number of the postmaster taken by somebody else', async () => {
    const { release } = await acquire(home);
    const [server, before] = [await postmaster(), await supervisor()];
    // Else it stops the server two seconds after this, which are over soon on a busy machine.
    process.kill(Number(before), 'SIGSTOP');
    await release();
    process.kill(Number(before), 'SIGKILL');
    process.kill(Number(server), 'SIGKILL');
    expect(await eventually(isStopped)).toBe(true);
    const pidFile = join(home, 'pgdata', 'postmaster.pid');
    const lines = (await readFile(pidFile, 'utf8')).split('\n');
    await writeFile(pidFile, [String(process.pid), ...lines.slice(1)].join('\n'));
    const { appUrl } = await acquire(home);
    expect(await query(appUrl, 'SELECT 1 AS one')).toEqual({ one: 1 });
  });

  test('between initdb and the passwords, or with them lost: new ones are made', async () => {
    const before = await acquire(home);
    await query(before.ownerUrl, 'DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT 7 AS a');
    await before.release();
    await stopSupervisor(home);
    await rm(join(home, 'secrets.json'));
    const { ownerUrl } = await acquire(home);
    expect(ownerUrl).not.toBe(before.ownerUrl);
    expect(await query(ownerUrl, 'SELECT a FROM kept')).toEqual({ a: 7 });
  });
});
